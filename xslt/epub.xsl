<?xml version="1.0" encoding="UTF-8"?>
<!-- The files of an EPUB 3 publication: $part "text", "nav" or "package". -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="html.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>
  <xsl:param name="part" select="'text'"/>
  <xsl:param name="identifier"/>
  <xsl:param name="modified"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$part = 'package'"><xsl:call-template name="package"/></xsl:when>
      <xsl:otherwise>
        <html lang="{$language}" xml:lang="{$language}" dir="{$direction}">
          <head>
            <title><xsl:value-of select="$title"/></title>
            <link rel="stylesheet" type="text/css" href="style.css"/>
          </head>
          <body>
            <xsl:choose>
              <xsl:when test="$part = 'nav'"><xsl:call-template name="contents"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="text"/></xsl:otherwise>
            </xsl:choose>
          </body>
        </html>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="text">
    <h1><bdi><xsl:value-of select="$title"/></bdi></h1>
    <div id="text">
      <xsl:apply-templates select="tei:TEI/tei:text/@xml:lang"/>
      <xsl:apply-templates select="tei:TEI/tei:text"/>
    </div>
    <div class="footer">
      <xsl:call-template name="index"/>
      <xsl:call-template name="about"/>
    </div>
  </xsl:template>

  <!-- Every question leads to its answer. -->
  <xsl:template name="contents">
    <nav epub-type="toc" id="toc">
      <h1><xsl:value-of select="$title"/></h1>
      <ol>
        <li><a href="text.xhtml#text"><xsl:value-of select="$genre"/></a></li>
        <xsl:for-each select="//tei:u[contains(@ana, '#question')][@xml:id]">
          <li><a href="text.xhtml#{@xml:id}"><xsl:apply-templates select="." mode="summary"/></a></li>
        </xsl:for-each>
        <xsl:if test="$entities"><li><a href="text.xhtml#index"><xsl:value-of select="$term/index"/></a></li></xsl:if>
        <li><a href="text.xhtml#about"><xsl:value-of select="$term/about"/></a></li>
      </ol>
    </nav>
  </xsl:template>
  <xsl:template match="tei:u" mode="summary">
    <xsl:variable name="words"><xsl:apply-templates select="tei:seg/node()"/></xsl:variable>
    <xsl:variable name="line" select="normalize-space($words)"/>
    <xsl:choose>
      <xsl:when test="string-length($line) > 90">
        <xsl:value-of select="concat(substring($line, 1, 70), substring-before(concat(substring($line, 71), ' '), ' '), '…')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="package">
    <package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0"
        unique-identifier="id" xml:lang="{$language}" dir="{$direction}">
      <metadata>
        <dc:identifier id="id"><xsl:value-of select="$identifier"/></dc:identifier>
        <dc:title><xsl:value-of select="$title"/></dc:title>
        <dc:language><xsl:value-of select="$language"/></dc:language>
        <xsl:if test="normalize-space($witness/tei:title)">
          <dc:source><xsl:value-of select="normalize-space($witness/tei:title)"/></dc:source>
        </xsl:if>
        <meta property="dcterms:modified"><xsl:value-of select="$modified"/></meta>
      </metadata>
      <manifest>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
        <item id="style" href="style.css" media-type="text/css"/>
        <item id="regular" href="fonts/vazirmatn-regular.woff2" media-type="font/woff2"/>
        <item id="semibold" href="fonts/vazirmatn-semibold.woff2" media-type="font/woff2"/>
      </manifest>
      <spine page-progression-direction="{$direction}">
        <itemref idref="text"/>
      </spine>
    </package>
  </xsl:template>

  <!-- A book has one view, the reading one. -->
  <xsl:template match="tei:choice"><xsl:apply-templates select="tei:reg | tei:corr | tei:expan"/></xsl:template>
  <xsl:template match="tei:choice/*"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:fw | tei:milestone | tei:pc[@unit][@pre = 'true']" priority="2"/>
  <xsl:template name="pull-quote">
    <xsl:if test="not(@corresp)"><xsl:apply-templates select="." mode="beside"/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:lb"><xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if></xsl:template>
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:date">
    <span class="name {local-name()} {@type}">
      <xsl:if test="$headed"><xsl:apply-templates select="@ref" mode="in-heading"/></xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>
  <xsl:template match="tei:u" mode="called">
    <xsl:variable name="printed"><xsl:apply-templates select="." mode="label"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space($printed)"><xsl:copy-of select="$printed"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
