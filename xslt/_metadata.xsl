<?xml version="1.0" encoding="UTF-8"?>
<!-- What machines are told of the page: Dublin Core and schema.org, only what the TEI says. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <xsl:variable name="entities" select="/tei:TEI/tei:standOff/*/*[@xml:id]"/>

  <xsl:template name="metadata">
    <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
    <meta name="DC.title" content="{$title}"/>
    <meta name="DC.language" content="{$language}"/>
    <meta name="DC.type" content="Text"/>
    <meta name="DC.format" content="text/html"/>
    <xsl:for-each select="$witness/tei:title">
      <meta name="DC.source" content="{normalize-space()}"/>
    </xsl:for-each>
    <xsl:for-each select="$witness/tei:idno[@type = 'sha256']">
      <meta name="DC.identifier" content="sha256:{normalize-space()}"/>
    </xsl:for-each>
    <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author">
      <meta name="DC.creator" content="{normalize-space()}"/>
    </xsl:for-each>
    <script type="application/ld+json">
      <xsl:text>{"@context":"https://schema.org","@type":"CreativeWork","name":</xsl:text>
      <xsl:call-template name="json"><xsl:with-param name="text" select="$title"/></xsl:call-template>
      <xsl:text>,"inLanguage":</xsl:text>
      <xsl:call-template name="json"><xsl:with-param name="text" select="$language"/></xsl:call-template>
      <xsl:text>,"encodingFormat":"text/html","isBasedOn":{"@type":"DigitalDocument","name":</xsl:text>
      <xsl:call-template name="json">
        <xsl:with-param name="text" select="normalize-space($witness/tei:title)"/>
      </xsl:call-template>
      <xsl:text>,"identifier":</xsl:text>
      <xsl:call-template name="json">
        <xsl:with-param name="text"
            select="concat('sha256:', normalize-space($witness/tei:idno[@type = 'sha256']))"/>
      </xsl:call-template>
      <xsl:text>},"mentions":[</xsl:text>
      <xsl:apply-templates select="$entities[tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:label]"
          mode="linked-data"/>
      <xsl:text>]}</xsl:text>
    </script>
  </xsl:template>

  <xsl:template match="*" mode="linked-data">
    <xsl:if test="position() > 1">,</xsl:if>
    <xsl:text>{"@type":"</xsl:text>
    <xsl:choose>
      <xsl:when test="self::tei:person">Person</xsl:when>
      <xsl:when test="self::tei:place">Place</xsl:when>
      <xsl:when test="self::tei:org">Organization</xsl:when>
      <xsl:when test="self::tei:event">Event</xsl:when>
      <xsl:otherwise>Thing</xsl:otherwise>
    </xsl:choose>
    <xsl:text>","@id":"#</xsl:text>
    <xsl:value-of select="@xml:id"/>
    <xsl:text>","name":</xsl:text>
    <xsl:call-template name="json">
      <xsl:with-param name="text"
          select="normalize-space((tei:persName | tei:placeName | tei:orgName | tei:eventName | tei:label)[1])"/>
    </xsl:call-template>
    <xsl:text>}</xsl:text>
  </xsl:template>

  <!-- A JSON string that can stand in HTML: no quote, backslash or less-than sign as it is. -->
  <xsl:template name="json">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text>
    <xsl:value-of select="str:replace(str:replace(str:replace($text, '\', '\\'), '&quot;', '\&quot;'), '&lt;', '\u003c')"/>
    <xsl:text>"</xsl:text>
  </xsl:template>

</xsl:stylesheet>
