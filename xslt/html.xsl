<?xml version="1.0" encoding="UTF-8"?>
<!--
  The edition page: one file that needs nothing else. Both views are in it; the page's own switch,
  set at first by $view, shows one of them.
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
  <xsl:include href="_turns.xsl"/>
  <xsl:include href="_words.xsl"/>
  <xsl:include href="_names.xsl"/>
  <xsl:include href="_rules.xsl"/>
  <xsl:include href="_labels.xsl"/>
  <xsl:include href="_metadata.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:param name="view" select="'reading'"/>
  <!-- In a site: the file's name without its suffix; the page then leads to the others. -->
  <xsl:param name="name"/>
  <!-- Whether the site has a printed edition as well. -->
  <xsl:param name="pdf"/>

  <xsl:variable name="header" select="/tei:TEI/tei:teiHeader"/>
  <xsl:variable name="title" select="normalize-space($header/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
  <!-- What kind of text it is: an interview where one asks and one answers. -->
  <xsl:variable name="genre">
    <xsl:choose>
      <xsl:when test="/tei:TEI/tei:text//tei:div/@type = 'interview'"><xsl:value-of select="$term/interview"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$term/transcript"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="witness" select="$header/tei:fileDesc/tei:sourceDesc//tei:bibl[tei:idno][1]"/>

  <xsl:template match="/">
    <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    <html lang="{$language}" dir="{$direction}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="$title"/></title>
        <xsl:if test="$direction = 'rtl'"><link rel="stylesheet" href="vazirmatn.css"/></xsl:if>
        <link rel="stylesheet" href="html.css"/>
        <xsl:call-template name="metadata"/>
      </head>
      <body>
        <a class="skip" href="#text">
          <xsl:value-of select="$term/skip"/>
        </a>
        <xsl:call-template name="masthead"/>
        <main id="text" data-printed="{$term/printed}" data-certainty="{$term/certainty}" data-gregorian="{$term/gregorian}">
          <xsl:apply-templates select="tei:TEI/tei:text/@xml:lang"/>
          <xsl:apply-templates select="tei:TEI/tei:text"/>
        </main>
        <footer>
          <xsl:call-template name="index"/>
          <xsl:call-template name="about"/>
        </footer>
        <script src="html.js"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="masthead">
    <header class="masthead">
      <xsl:if test="$name">
        <nav class="site" aria-label="{$term/site}">
          <a href="index.html"><xsl:value-of select="$term/site"/></a>
          <xsl:text> </xsl:text><a href="{$name}.xml" download="">TEI</a>
          <xsl:text> </xsl:text><a href="{$name}.txt" download=""><xsl:value-of select="$term/plain-text"/></a>
          <xsl:if test="$pdf"><xsl:text> </xsl:text><a href="{$name}.pdf">PDF</a></xsl:if>
        </nav>
      </xsl:if>
      <p class="genre"><xsl:value-of select="$genre"/></p>
      <h1><bdi><xsl:value-of select="$title"/></bdi></h1>
      <form class="switches">
        <fieldset>
          <legend><xsl:value-of select="$term/view"/></legend>
          <xsl:call-template name="choice-of-view"><xsl:with-param name="key" select="'reading'"/></xsl:call-template>
          <xsl:call-template name="choice-of-view"><xsl:with-param name="key" select="'source'"/></xsl:call-template>
          <xsl:call-template name="choice-of-view"><xsl:with-param name="key" select="'both'"/></xsl:call-template>
        </fieldset>
        <label class="switch">
          <input type="checkbox" id="show-doubt"/>
          <span><xsl:value-of select="$term/doubt"/></span>
        </label>
      </form>
    </header>
  </xsl:template>

  <xsl:template name="choice-of-view">
    <xsl:param name="key"/>
    <label class="switch {$key}">
      <input type="radio" name="view" id="view-{$key}" value="{$key}">
        <xsl:if test="$view = $key"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
      </input>
      <span><xsl:value-of select="$term/*[name() = $key]"/></span>
    </label>
  </xsl:template>

</xsl:stylesheet>
