<?xml version="1.0" encoding="UTF-8"?>
<!--
  The edition page: one file that needs nothing else. Both views are in it; the page's own switch,
  set at first by $view, shows one of them.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:include href="_space.xsl"/>
  <xsl:include href="_language.xsl"/>
  <xsl:include href="_speakers.xsl"/>
  <xsl:include href="_characters.xsl"/>
  <xsl:include href="_turns.xsl"/>
  <xsl:include href="_words.xsl"/>
  <xsl:include href="_names.xsl"/>
  <xsl:include href="_rules.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:param name="view" select="'reading'"/>

  <xsl:variable name="header" select="/tei:TEI/tei:teiHeader"/>
  <xsl:variable name="title" select="normalize-space($header/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
  <xsl:variable name="witness" select="$header/tei:fileDesc/tei:sourceDesc//tei:bibl[tei:idno][1]"/>

  <xsl:template match="/">
    <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    <html lang="{$language}">
      <xsl:attribute name="dir"><xsl:call-template name="direction"/></xsl:attribute>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="$title"/></title>
        <link rel="stylesheet" href="html.css"/>
        <xsl:call-template name="rule-labels"/>
      </head>
      <body>
        <a class="skip" href="#text">
          <xsl:call-template name="term"><xsl:with-param name="key" select="'skip'"/></xsl:call-template>
        </a>
        <xsl:call-template name="masthead"/>
        <main id="text">
          <xsl:apply-templates select="tei:TEI/tei:text/@xml:lang"/>
          <xsl:apply-templates select="tei:TEI/tei:text"/>
        </main>
        <footer>
          <xsl:call-template name="index"/>
          <xsl:call-template name="about"/>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="masthead">
    <header class="masthead">
      <p class="genre">
        <xsl:call-template name="term"><xsl:with-param name="key" select="'interview'"/></xsl:call-template>
      </p>
      <h1><bdi><xsl:value-of select="$title"/></bdi></h1>
      <form class="switches">
        <fieldset>
          <legend><xsl:call-template name="term"><xsl:with-param name="key" select="'view'"/></xsl:call-template></legend>
          <xsl:call-template name="choice-of-view"><xsl:with-param name="key" select="'reading'"/></xsl:call-template>
          <xsl:call-template name="choice-of-view"><xsl:with-param name="key" select="'source'"/></xsl:call-template>
        </fieldset>
        <label class="switch">
          <input type="checkbox" id="show-doubt"/>
          <span><xsl:call-template name="term"><xsl:with-param name="key" select="'doubt'"/></xsl:call-template></span>
        </label>
      </form>
    </header>
  </xsl:template>

  <xsl:template name="choice-of-view">
    <xsl:param name="key"/>
    <label class="switch">
      <input type="radio" name="view" id="view-{$key}" value="{$key}">
        <xsl:if test="$view = $key"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
      </input>
      <span><xsl:call-template name="term"><xsl:with-param name="key" select="$key"/></xsl:call-template></span>
    </label>
  </xsl:template>

</xsl:stylesheet>
