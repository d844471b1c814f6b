<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and dates in the text, and the index that they point to. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- The turns that name an entity. -->
  <xsl:key name="naming" match="tei:u" use=".//*/@ref"/>
  <xsl:key name="mention-in-heading" match="tei:head//*[@ref] | tei:byline//*[@ref]" use="@ref"/>
  <xsl:key name="date" match="tei:u//tei:date" use="concat(@when, @from, @notBefore, '/', @to, @notAfter)"/>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name">
    <xsl:choose>
      <xsl:when test="@ref and not(ancestor::*[@ref])">
        <a href="{@ref}" class="name {local-name()} {@type}" data-rule="{substring(@resp, 2)}" data-cert="{@cert}">
          <xsl:if test="$headed"><xsl:apply-templates select="@ref" mode="in-heading"/></xsl:if>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span class="name {local-name()} {@type}" data-rule="{substring(@resp, 2)}" data-cert="{@cert}">
          <xsl:if test="@resp and not(ancestor::*[@ref])"><xsl:attribute name="tabindex">0</xsl:attribute></xsl:if>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The first mention in a heading is where the index leads to. -->
  <xsl:variable name="headed" select="boolean(/tei:TEI/tei:text//tei:head | /tei:TEI/tei:text//tei:byline)"/>
  <xsl:template match="@ref" mode="in-heading">
    <xsl:if test="generate-id(..) = generate-id(key('mention-in-heading', .)[1])">
      <xsl:attribute name="id"><xsl:value-of select="concat(substring-after(., '#'), '.mention')"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:date">
    <xsl:variable name="when"><xsl:apply-templates select="." mode="when"/></xsl:variable>
    <span class="name date" data-rule="{substring(@resp, 2)}" data-cert="{@cert}" data-when="{$when}">
      <xsl:if test="not(ancestor::*[@ref])"><xsl:attribute name="tabindex">0</xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- The Gregorian date or range, ISO 8601. -->
  <xsl:template match="tei:date" mode="when">
    <xsl:choose>
      <xsl:when test="@when"><xsl:value-of select="@when"/></xsl:when>
      <xsl:when test="@from or @to"><xsl:value-of select="concat(@from, '/', @to)"/></xsl:when>
      <xsl:when test="@notBefore or @notAfter"><xsl:value-of select="concat(@notBefore, '/', @notAfter)"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The index -->

  <xsl:template name="index">
    <xsl:variable name="lists" select="/tei:TEI/tei:standOff/tei:listPerson | /tei:TEI/tei:standOff/tei:listPlace
                                       | /tei:TEI/tei:standOff/tei:listOrg | /tei:TEI/tei:standOff/tei:listEvent"/>
    <xsl:variable name="dates" select="/tei:TEI/tei:text/descendant::tei:date[ancestor::tei:u][generate-id() = generate-id(
        key('date', concat(@when, @from, @notBefore, '/', @to, @notAfter))[1])]"/>
    <xsl:variable name="speakers" select="$header/tei:profileDesc/tei:particDesc//tei:person[@xml:id]"/>
    <xsl:if test="$lists or $dates or $speakers">
      <section class="index" id="index">
        <h2><xsl:value-of select="$term/index"/></h2>
        <div class="lists">
          <xsl:if test="$speakers">
            <section>
              <h3><xsl:value-of select="$term/speakers"/></h3>
              <ul><xsl:apply-templates select="$speakers" mode="speakers"/></ul>
            </section>
          </xsl:if>
          <xsl:apply-templates select="$lists" mode="index"/>
          <xsl:if test="$dates">
            <section>
              <h3><xsl:value-of select="$term/date"/></h3>
              <ul>
                <xsl:apply-templates select="$dates" mode="index-date">
                  <xsl:sort select="concat(@when, @from, @notBefore)"/>
                </xsl:apply-templates>
              </ul>
            </section>
          </xsl:if>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent" mode="index">
    <section>
      <h3>
        <xsl:value-of select="$term/*[name() = local-name(current()/*[@xml:id][1])]"/>
      </h3>
      <ul><xsl:apply-templates select="*[@xml:id]" mode="index"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="*" mode="index">
    <xsl:variable name="entity" select="@xml:id"/>
    <li id="{@xml:id}">
      <span class="entry {local-name()}"><xsl:apply-templates select="." mode="heading"/></span>
      <xsl:if test="$headed and key('mention-in-heading', concat('#', $entity))[not(ancestor::*[@ref])]">
        <xsl:text> </xsl:text>
        <a href="#{$entity}.mention"><xsl:value-of select="$term/outside"/></a>
      </xsl:if>
      <xsl:for-each select="key('naming', concat('#', $entity))">
        <xsl:text> </xsl:text>
        <a href="#{@xml:id}"><xsl:apply-templates select="." mode="reference"/></a>
      </xsl:for-each>
    </li>
  </xsl:template>

  <!-- A speaker leads to the first turn, and says how many there are. -->
  <xsl:template match="tei:person" mode="speakers">
    <xsl:variable name="turns" select="key('turn', @xml:id)"/>
    <li id="{@xml:id}">
      <xsl:if test="tei:persName">
        <span class="entry person"><xsl:value-of select="normalize-space(tei:persName)"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <span class="supplied"><xsl:apply-templates select="." mode="role"/></span>
      <xsl:if test="$turns/@xml:id">
        <xsl:text> </xsl:text>
        <a href="#{$turns[@xml:id][1]/@xml:id}">
          <xsl:call-template name="number"><xsl:with-param name="value" select="count($turns)"/></xsl:call-template>
          <xsl:value-of select="concat(' ', $term/turns)"/>
        </a>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="tei:date" mode="index-date">
    <xsl:variable name="when"><xsl:apply-templates select="." mode="when"/></xsl:variable>
    <li>
      <span class="entry date"><xsl:apply-templates/></span>
      <xsl:if test="string($when)"><xsl:text> </xsl:text><bdi dir="ltr" class="when"><xsl:value-of select="$when"/></bdi></xsl:if>
      <xsl:for-each select="key('date', concat(@when, @from, @notBefore, '/', @to, @notAfter))">
        <xsl:text> </xsl:text>
        <a href="#{ancestor::tei:u/@xml:id}"><xsl:apply-templates select="ancestor::tei:u" mode="reference"/></a>
      </xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template match="*" mode="heading">
    <xsl:choose>
      <xsl:when test="tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:label">
        <xsl:value-of select="normalize-space((tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:label)[1])"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="tei:note" mode="editorial"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:u" mode="reference">
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:attribute name="class">reference</xsl:attribute>
    <xsl:attribute name="aria-label"><xsl:value-of select="concat($turn, ' ', $number)"/></xsl:attribute>
    <xsl:value-of select="$number"/>
  </xsl:template>

  <!-- The digits of its id: u12 is turn 12. -->
  <xsl:template match="tei:u" mode="number">
    <xsl:value-of select="translate(translate(@xml:id, translate(@xml:id, '0123456789', ''), ''), '0123456789', $digits)"/>
  </xsl:template>

</xsl:stylesheet>
