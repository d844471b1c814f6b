<?xml version="1.0" encoding="UTF-8"?>
<!--
  Plain text. $view "reading": the regular spelling, a line a paragraph, a label a turn, without
  pull quotes and furniture. $view "source": every character of the source, in reading order.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- White space is in order before a stylesheet runs (space.xsl); what parts the elements of these says nothing. -->
  <xsl:strip-space elements="tei:text tei:front tei:body tei:back tei:div tei:choice"/>
  <xsl:include href="_language.xsl"/>
  <xsl:include href="_speakers.xsl"/>
  <xsl:include href="_characters.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="view" select="'reading'"/>
  <!-- "none": what is said, without a label. -->
  <xsl:param name="speakers"/>
  <xsl:variable name="reading" select="$view = 'reading'"/>

  <xsl:template match="/">
    <xsl:apply-templates select="tei:TEI/tei:text"/>
  </xsl:template>

  <!-- Turns and paragraphs -->

  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:div">
    <xsl:call-template name="parts"/>
  </xsl:template>

  <xsl:template match="tei:u">
    <xsl:if test="$reading and $speakers != 'none'"><xsl:apply-templates select="." mode="called"/></xsl:if>
    <xsl:choose>
      <xsl:when test="tei:seg"><xsl:call-template name="parts"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="paragraph"/></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="end-of-turn"/>
  </xsl:template>

  <xsl:template match="tei:body/* | tei:div/* | tei:u/*" name="placed" priority="-0.1">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:body">
        <xsl:call-template name="paragraph"/>
        <xsl:call-template name="end-of-turn"/>
      </xsl:when>
      <xsl:when test="parent::tei:u and ../tei:seg"><xsl:call-template name="paragraph"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What holds only elements: line breaks between them are the source's, not the reader's. -->
  <xsl:template name="parts">
    <xsl:choose>
      <xsl:when test="$reading">
        <xsl:apply-templates select="*[not(self::tei:lb or self::tei:pb or self::tei:space)]"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="paragraph">
    <xsl:choose>
      <xsl:when test="$reading">
        <xsl:variable name="words"><xsl:apply-templates/></xsl:variable>
        <xsl:variable name="line" select="normalize-space($words)"/>
        <xsl:if test="$line">
          <xsl:call-template name="paragraph-line"><xsl:with-param name="line" select="$line"/></xsl:call-template>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="paragraph-line">
    <xsl:param name="line"/>
    <xsl:value-of select="concat($line, '&#10;')"/>
  </xsl:template>
  <xsl:template name="end-of-turn">
    <xsl:if test="$reading"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:u" mode="called">
    <xsl:variable name="words"><xsl:apply-templates select="." mode="label"/></xsl:variable>
    <xsl:variable name="label" select="normalize-space($words)"/>
    <xsl:choose>
      <xsl:when test="$label">
        <xsl:value-of select="$label"/>
        <xsl:if test="not(contains(':：؛.-–—', substring($label, string-length($label))))">:</xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="name"/>:</xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- What only one of the two views has -->

  <!-- No pattern asks for @type: libxslt would count the siblings of each note again and again. -->
  <xsl:template match="tei:q | tei:quote" priority="2">
    <xsl:if test="not($reading and @type = 'pullquote')"><xsl:call-template name="placed"/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:note" priority="2">
    <xsl:if test="not(@type = 'editorial' or $reading and @type = 'speaker')">
      <xsl:call-template name="placed"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:fw | tei:pc[@unit][@pre = 'true'] | tei:choice/tei:orig | tei:choice/tei:sic
                       | tei:choice/tei:abbr" priority="2">
    <xsl:if test="not($reading)"><xsl:apply-templates/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:reg | tei:corr | tei:expan | tei:supplied" priority="2">
    <xsl:if test="$reading"><xsl:apply-templates/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:gap | tei:desc" priority="2"/>

  <!-- Breaks, blanks and characters that XML cannot hold -->

  <xsl:template match="tei:lb" priority="2">
    <xsl:choose>
      <xsl:when test="not($reading)"><xsl:apply-templates select="." mode="newline"/></xsl:when>
      <xsl:when test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:pb" priority="2">
    <xsl:if test="@rend = 'formfeed'">
      <xsl:choose>
        <xsl:when test="$reading"><xsl:text> </xsl:text></xsl:when>
        <xsl:otherwise>&#xFDD0;000C&#xFDD1;</xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:space" priority="2">
    <xsl:apply-templates select="." mode="blanks"/>
  </xsl:template>

  <!-- The program that writes the text puts the character for its code between noncharacters. -->
  <xsl:template match="tei:g[not(normalize-space())]" priority="2">
    <xsl:if test="not($reading)">
      <xsl:text>&#xFDD0;</xsl:text>
      <xsl:apply-templates select="." mode="code"/>
      <xsl:text>&#xFDD1;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:milestone" priority="2"/>

</xsl:stylesheet>
