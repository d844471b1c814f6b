<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and dates in the text, and the index that they point to. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- A mention by the entity it points to, and the first one of each turn. -->
  <xsl:key name="mention" match="tei:text//*[@ref][not(self::tei:g)]" use="substring-after(@ref, '#')"/>
  <xsl:key name="mention-in-turn" match="tei:text//*[@ref][not(self::tei:g)]"
      use="concat(substring-after(@ref, '#'), ' ', ancestor::tei:u/@xml:id)"/>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:date">
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="@type"><xsl:value-of select="@type"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="key('id', substring-after(@ref, '#')) and not(ancestor::*[@ref])">
        <a href="{@ref}">
          <xsl:call-template name="decision"><xsl:with-param name="class" select="concat('name ', $kind)"/></xsl:call-template>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="decision"><xsl:with-param name="class" select="concat('name ', $kind)"/></xsl:call-template>
          <xsl:if test="self::tei:date">
            <xsl:attribute name="tabindex">0</xsl:attribute>
            <xsl:attribute name="data-when"><xsl:apply-templates select="." mode="when"/></xsl:attribute>
          </xsl:if>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
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
    <xsl:if test="$lists">
      <section class="index" id="index">
        <h2><xsl:call-template name="term"><xsl:with-param name="key" select="'index'"/></xsl:call-template></h2>
        <div class="lists"><xsl:apply-templates select="$lists" mode="index"/></div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent" mode="index">
    <section>
      <h3>
        <xsl:call-template name="term">
          <xsl:with-param name="key" select="local-name(*[@xml:id][1])"/>
        </xsl:call-template>
      </h3>
      <ul><xsl:apply-templates select="*[@xml:id]" mode="index"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="*" mode="index">
    <xsl:variable name="entity" select="@xml:id"/>
    <li id="{@xml:id}">
      <span class="entry {local-name()}"><xsl:apply-templates select="." mode="heading"/></span>
      <xsl:for-each select="key('mention', $entity)">
        <xsl:variable name="turn" select="ancestor::tei:u/@xml:id"/>
        <xsl:variable name="together" select="key('mention-in-turn', concat($entity, ' ', $turn))"/>
        <xsl:if test="$turn and generate-id() = generate-id($together[1])">
          <xsl:text> </xsl:text>
          <a href="#{$turn}"><xsl:apply-templates select="ancestor::tei:u" mode="reference"/></a>
        </xsl:if>
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
  <xsl:template match="tei:note" mode="editorial">
    <span class="editorial" lang="en" dir="ltr"><xsl:value-of select="normalize-space()"/></span>
  </xsl:template>

  <xsl:template match="tei:u" mode="reference">
    <xsl:call-template name="term"><xsl:with-param name="key" select="'turn'"/></xsl:call-template>
    <xsl:text> </xsl:text>
    <xsl:call-template name="number">
      <xsl:with-param name="value" select="translate(@xml:id, translate(@xml:id, '0123456789', ''), '')"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
