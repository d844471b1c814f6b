<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of a site that are about all documents: $page "index", or a register: "person", "place"... -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="_language.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:param name="page" select="'index'"/>
  <xsl:variable name="language" select="string(/site/@lang)"/>
  <xsl:variable name="heading">
    <xsl:choose>
      <xsl:when test="$page = 'index'"><xsl:value-of select="/site/@title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$term/*[name() = $page]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/site">
    <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    <html lang="{$language}" dir="{$direction}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="$heading"/></title>
        <xsl:if test="$direction = 'rtl'"><link rel="stylesheet" href="vazirmatn.css"/></xsl:if>
        <link rel="stylesheet" href="html.css"/>
      </head>
      <body class="site">
        <header class="masthead">
          <nav class="site" aria-label="{$term/site}">
            <a href="index.html"><xsl:value-of select="$term/site"/></a>
            <xsl:apply-templates select="register" mode="link"/>
          </nav>
          <h1><bdi><xsl:value-of select="$heading"/></bdi></h1>
        </header>
        <main>
          <xsl:choose>
            <xsl:when test="$page = 'index'"><xsl:call-template name="index"/></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="register[@kind = $page]"/></xsl:otherwise>
          </xsl:choose>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="register" mode="link">
    <xsl:text> </xsl:text>
    <a href="{@kind}.html"><xsl:value-of select="$term/*[name() = current()/@kind]"/></a>
  </xsl:template>

  <xsl:template name="index">
    <form role="search" class="search" data-nothing="{$term/nothing}" data-found="{$term/found}">
      <label for="query"><xsl:value-of select="$term/search"/></label>
      <input type="search" id="query" autocomplete="off" aria-describedby="query-hint" dir="auto"/>
      <p id="query-hint"><xsl:value-of select="$term/search-hint"/></p>
    </form>
    <p id="found" role="status"></p>
    <ol id="results"></ol>
    <section id="documents">
      <h2><xsl:value-of select="$term/documents"/></h2>
      <ul class="documents"><xsl:apply-templates select="document"/></ul>
    </section>
    <script src="turns.js"/>
    <script src="search.js"/>
  </xsl:template>

  <xsl:template match="document">
    <li lang="{@lang}">
      <a href="{@name}.html"><bdi><xsl:value-of select="@title"/></bdi></a>
      <span class="when">
        <xsl:text> </xsl:text>
        <xsl:call-template name="number"><xsl:with-param name="value" select="@turns"/></xsl:call-template>
        <xsl:value-of select="concat(' ', $term/turns, ' · ')"/>
        <xsl:call-template name="number"><xsl:with-param name="value" select="@words"/></xsl:call-template>
        <xsl:value-of select="concat(' ', $term/words)"/>
      </span>
    </li>
  </xsl:template>

  <xsl:template match="register">
    <p class="editorial"><xsl:if test="@kind != 'date'"><xsl:value-of select="$term/names-only"/></xsl:if></p>
    <ul class="register"><xsl:apply-templates select="entry"/></ul>
  </xsl:template>
  <xsl:template match="entry">
    <li>
      <span class="entry {../@kind}"><bdi><xsl:value-of select="@name"/></bdi></span>
      <xsl:for-each select="mention">
        <xsl:variable name="number" select="translate(translate(@turn, translate(@turn, '0123456789', ''), ''), '0123456789', $digits)"/>
        <xsl:text> </xsl:text>
        <xsl:if test="not(@document = preceding-sibling::mention[1]/@document)">
          <bdi class="document"><xsl:value-of select="@title"/></bdi>
          <xsl:text> </xsl:text>
        </xsl:if>
        <a class="reference" href="{@document}.html#{@turn}" aria-label="{@title}, {$turn} {$number}"><xsl:value-of select="$number"/></a>
      </xsl:for-each>
    </li>
  </xsl:template>

</xsl:stylesheet>
