<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of a printed edition: the reading view, editorial notes as footnotes, an index with pages. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="epub.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <xsl:template match="/">
    <html lang="{$language}" dir="{$direction}">
      <head>
        <title><xsl:value-of select="$title"/></title>
        <link rel="stylesheet" href="print.css"/>
        <xsl:if test="$interface = 'fa'"><link rel="stylesheet" href="print-fa.css"/></xsl:if>
      </head>
      <body><xsl:call-template name="text"/></body>
    </html>
  </xsl:template>

  <!-- What is written from left to right keeps its order on a page from right to left. -->
  <xsl:template name="text">
    <h1><xsl:value-of select="concat('&#x2068;', $title, '&#x2069;')"/></h1>
    <div id="text">
      <xsl:apply-templates select="tei:TEI/tei:text/@xml:lang"/>
      <xsl:apply-templates select="tei:TEI/tei:text"/>
    </div>
    <div class="footer">
      <xsl:call-template name="index"/>
      <xsl:call-template name="about"/>
    </div>
  </xsl:template>

  <xsl:template name="file">
    <xsl:value-of select="concat('&#x2068;', normalize-space($witness/tei:title), '&#x2069;')"/>
  </xsl:template>

  <!-- The index leads to pages; the turn that it names is where the page is found. -->
  <xsl:template match="tei:u" mode="reference">
    <xsl:attribute name="class">page</xsl:attribute>
  </xsl:template>
  <xsl:template match="tei:u" mode="citation"/>
  <!-- Names are not marked in print; WeasyPrint justifies a line of one piece best. -->
  <xsl:template match="tei:u//tei:persName | tei:u//tei:placeName | tei:u//tei:orgName | tei:u//tei:name | tei:u//tei:date">
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="tei:gap" priority="2"><span class="gap">[…]</span></xsl:template>

</xsl:stylesheet>
