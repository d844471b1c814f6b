<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, turns and what stands between them. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- A pull quote by the paragraph that it repeats words of. -->
  <xsl:key name="pull-quote" match="tei:q[@corresp] | tei:quote[@corresp]"
      use="generate-id(id(substring-after(substring-before(concat(@corresp, ' '), ' '), '#'))
                       /ancestor-or-self::tei:seg[parent::tei:u])"/>

  <!-- Speakers are headings, one level below the headings of the source where it has any. -->
  <xsl:variable name="speaker-heading">
    <xsl:choose>
      <xsl:when test="/tei:TEI/tei:text//tei:head">h3</xsl:when>
      <xsl:otherwise>h2</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="tei:div">
    <section class="div {@type}">
      <xsl:call-template name="anchor"/>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <xsl:template match="tei:head"><h2><xsl:call-template name="marked-text"/></h2></xsl:template>
  <xsl:template match="tei:byline"><p class="byline"><xsl:call-template name="marked-text"/></p></xsl:template>
  <xsl:template match="tei:p | tei:ab">
    <p>
      <xsl:call-template name="own-direction"/>
      <xsl:call-template name="marked-text"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:u">
    <div class="turn {translate(@ana, '#', '')}">
      <xsl:call-template name="anchor"/>
      <xsl:element name="{$speaker-heading}">
        <xsl:attribute name="class">speaker</xsl:attribute>
        <xsl:apply-templates select="." mode="called"/>
        <xsl:if test="@xml:id"><xsl:apply-templates select="." mode="citation"/></xsl:if>
      </xsl:element>
      <xsl:choose>
        <xsl:when test="tei:seg"><xsl:apply-templates/></xsl:when>
        <xsl:otherwise><div class="paragraph"><xsl:apply-templates/></div></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <xsl:template match="tei:u" mode="called">
    <xsl:variable name="printed"><xsl:apply-templates select="." mode="label"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space($printed)"><xsl:copy-of select="$printed"/></xsl:when>
      <xsl:when test="@resp">
        <span class="supplied inferred" tabindex="0" data-rule="{substring(@resp, 2)}" data-cert="{@cert}">
          <xsl:call-template name="evidence"/>
          <xsl:apply-templates select="." mode="name"/>
        </span>
      </xsl:when>
      <xsl:otherwise><span class="supplied"><xsl:apply-templates select="." mode="name"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The turn's address here, and in the source the block in which it begins. -->
  <xsl:template match="tei:u" mode="citation">
    <xsl:variable name="block"><xsl:apply-templates select="preceding-sibling::*[1]" mode="block"/></xsl:variable>
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:text> </xsl:text>
    <a class="citation" href="#{@xml:id}" title="{$block}" aria-label="{$turn} {$number}">
      <xsl:value-of select="$number"/>
    </a>
  </xsl:template>
  <xsl:template match="*" mode="block">
    <xsl:variable name="blocks" select="descendant-or-self::tei:milestone[@unit = 'block']"/>
    <xsl:choose>
      <xsl:when test="$blocks"><xsl:value-of select="$blocks[last()]/@source"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="preceding-sibling::*[1]" mode="block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A printed label is shown by the turn that it opens; one that opens none stands alone. -->
  <xsl:template name="label">
    <xsl:variable name="opens">
      <xsl:apply-templates select="following-sibling::*[1]" mode="opened"/>
    </xsl:variable>
    <xsl:if test="$opens = ''"><p class="speaker"><xsl:apply-templates/></p></xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="opened"/>
  <xsl:template match="tei:u" mode="opened">u</xsl:template>
  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:milestone | tei:space | tei:fw" mode="opened">
    <xsl:apply-templates select="following-sibling::*[1]" mode="opened"/>
  </xsl:template>
  <xsl:template match="tei:q" mode="opened">
    <xsl:if test="@type = 'pullquote'">
      <xsl:apply-templates select="following-sibling::*[1]" mode="opened"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:u/tei:seg">
    <xsl:apply-templates select="key('pull-quote', generate-id())[@type = 'pullquote']" mode="beside"/>
    <p>
      <xsl:call-template name="own-direction"/>
      <xsl:call-template name="marked-text"/>
    </p>
  </xsl:template>

  <!-- Where the file has it, for the source view; beside the words it repeats, for the reader. -->
  <xsl:template name="pull-quote">
    <aside class="pullquote as-printed"><xsl:call-template name="marked-text"/></aside>
    <xsl:if test="not(@corresp)"><xsl:apply-templates select="." mode="beside"/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:q | tei:quote" mode="beside">
    <aside class="pullquote beside" aria-label="{$term/pullquote}">
      <p><xsl:apply-templates mode="words"/></p>
    </aside>
  </xsl:template>
  <xsl:template match="node()" mode="words"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="tei:pc[@unit][@pre = 'true']" mode="words"/>

  <xsl:template match="tei:fw"><p class="fw {@type}"><xsl:call-template name="marked-text"/></p></xsl:template>
  <xsl:template match="tei:seg//tei:fw | tei:p//tei:fw">
    <span class="fw {@type}"><xsl:call-template name="marked-text"/></span>
  </xsl:template>

  <xsl:template match="tei:q | tei:quote">
    <xsl:choose>
      <xsl:when test="@type = 'pullquote'"><xsl:call-template name="pull-quote"/></xsl:when>
      <xsl:when test="parent::tei:div or parent::tei:u">
        <blockquote><xsl:call-template name="marked-text"/></blockquote>
      </xsl:when>
      <xsl:otherwise><span class="q"><xsl:call-template name="marked-text"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- No pattern asks for @type: libxslt would count the siblings of each note again and again. -->
  <xsl:template match="tei:div/tei:note | tei:u/tei:note">
    <xsl:choose>
      <xsl:when test="@type = 'speaker'"><xsl:call-template name="label"/></xsl:when>
      <xsl:when test="@type = 'editorial'"><xsl:apply-templates select="." mode="editorial"/></xsl:when>
      <xsl:otherwise><p class="note {@type}"><xsl:call-template name="marked-text"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:div/tei:stage | tei:div/tei:incident | tei:div/tei:kinesic | tei:div/tei:vocal
                       | tei:div/tei:pause | tei:u/tei:stage | tei:u/tei:incident | tei:u/tei:kinesic
                       | tei:u/tei:vocal | tei:u/tei:pause" priority="0.4">
    <p class="{local-name()} stage"><xsl:call-template name="marked-text"/></p>
  </xsl:template>

  <!-- Line breaks between paragraphs are the source's, and shown by the paragraphs. -->
  <xsl:template match="tei:body/tei:lb | tei:div/tei:lb" priority="1"/>
  <xsl:template match="tei:u/tei:lb" priority="1">
    <xsl:if test="not(../tei:seg)"><xsl:text> </xsl:text><br/></xsl:if>
  </xsl:template>

  <!-- An element's own anchor and language, then what it holds. -->
  <xsl:template name="marked-text">
    <xsl:call-template name="anchor"/>
    <xsl:apply-templates/>
  </xsl:template>
  <!-- A paragraph of Latin letters alone runs from left to right. -->
  <xsl:template name="own-direction">
    <xsl:if test="$direction = 'rtl' and not(contains(., 'ا') or contains(., 'ی'))
                  and translate(., $latin, '') != . and translate(., $arabic, '') = .">
      <xsl:attribute name="dir">ltr</xsl:attribute>
    </xsl:if>
  </xsl:template>
  <xsl:template name="anchor">
    <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
    <xsl:apply-templates select="@xml:lang"/>
  </xsl:template>

</xsl:stylesheet>
