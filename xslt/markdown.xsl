<?xml version="1.0" encoding="UTF-8"?>
<!-- Markdown (CommonMark): the text view, its headings as headings and its speakers in bold. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <xsl:import href="text.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:if test="$direction = 'rtl'">&lt;div dir="rtl">&#10;&#10;</xsl:if>
    <xsl:text># </xsl:text>
    <xsl:call-template name="escaped">
      <xsl:with-param name="text"
          select="normalize-space(tei:TEI/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
    </xsl:call-template>
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:if test="not($reading)">~~~~~~~~&#10;</xsl:if>
    <xsl:apply-imports/>
    <xsl:if test="not($reading)">&#10;~~~~~~~~&#10;&#10;</xsl:if>
    <xsl:if test="$direction = 'rtl'">&lt;/div>&#10;</xsl:if>
  </xsl:template>

  <xsl:template match="tei:head">
    <xsl:if test="$reading">## </xsl:if>
    <xsl:apply-imports/>
  </xsl:template>

  <xsl:template match="tei:u" mode="called">
    <xsl:variable name="label"><xsl:apply-imports/></xsl:variable>
    <xsl:text>**</xsl:text>
    <xsl:call-template name="escaped">
      <xsl:with-param name="text" select="normalize-space($label)"/>
    </xsl:call-template>
    <xsl:text>** </xsl:text>
  </xsl:template>

  <!-- A paragraph ends in an empty line; what would begin a list or a heading is escaped. -->
  <xsl:template name="paragraph-line">
    <xsl:param name="line"/>
    <xsl:variable name="digits" select="substring-before(translate($line, ').', '..'), '.')"/>
    <xsl:choose>
      <xsl:when test="$digits and translate($digits, '0123456789', '') = ''">
        <xsl:value-of select="concat($digits, '\')"/>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="substring-after($line, $digits)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="contains('#+-=|~', substring($line, 1, 1))">\</xsl:if>
        <xsl:call-template name="escaped"><xsl:with-param name="text" select="$line"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template name="end-of-turn"/>

  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:param name="marks" select="'\`*_[]&lt;>&amp;'"/>
    <xsl:choose>
      <xsl:when test="$marks = ''"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="mark" select="substring($marks, 1, 1)"/>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="str:replace($text, $mark, concat('\', $mark))"/>
          <xsl:with-param name="marks" select="substring($marks, 2)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
