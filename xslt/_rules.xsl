<?xml version="1.0" encoding="UTF-8"?>
<!-- Who decided what: rules, how sure they are, their reasons. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:variable name="doubtful-below" select="0.8"/>
  <xsl:key name="evidence" match="tei:standOff//tei:certainty" use="substring-after(@target, '#')"/>

  <!-- The attributes of an element that shows a decision: its class, rule, certainty, reason. -->
  <xsl:template name="decision">
    <xsl:param name="class"/>
    <xsl:attribute name="class">
      <xsl:value-of select="$class"/>
      <xsl:if test="@cert &lt; $doubtful-below or @cert = 'low' or @cert = 'unknown'"> doubtful</xsl:if>
    </xsl:attribute>
    <xsl:if test="@resp">
      <xsl:attribute name="data-rule"><xsl:value-of select="substring-after(@resp, '#')"/></xsl:attribute>
      <xsl:if test="@cert"><xsl:attribute name="data-cert"><xsl:value-of select="@cert"/></xsl:attribute></xsl:if>
    </xsl:if>
    <xsl:if test="@xml:id and key('evidence', @xml:id)/tei:desc">
      <xsl:attribute name="data-why">
        <xsl:value-of select="normalize-space(key('evidence', @xml:id)/tei:desc)"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- What each rule does, for the notes that show on hover and focus. -->
  <xsl:template name="rule-labels">
    <style>
      <xsl:for-each select="$header/tei:encodingDesc/tei:appInfo/tei:application[@xml:id]">
        <xsl:value-of select="concat('[data-rule=&quot;', @xml:id, '&quot;]{--rule:&quot;')"/>
        <xsl:value-of select="translate(normalize-space(tei:label), '&quot;\&lt;', '”')"/>
        <xsl:text>"}</xsl:text>
      </xsl:for-each>
    </style>
  </xsl:template>

  <xsl:template name="about">
    <section class="about" id="about">
      <h2><xsl:call-template name="term"><xsl:with-param name="key" select="'about'"/></xsl:call-template></h2>
      <dl>
        <dt><xsl:call-template name="term"><xsl:with-param name="key" select="'file'"/></xsl:call-template></dt>
        <dd>
          <bdi><xsl:value-of select="normalize-space($witness/tei:title)"/></bdi>
          <xsl:for-each select="$witness/tei:idno">
            <br/><bdi class="idno" dir="ltr"><xsl:value-of select="concat(@type, ' ', normalize-space())"/></bdi>
          </xsl:for-each>
        </dd>
      </dl>
      <xsl:if test="$header/tei:encodingDesc/tei:appInfo/tei:application">
        <h3><xsl:call-template name="term"><xsl:with-param name="key" select="'rules'"/></xsl:call-template></h3>
        <dl class="rules" lang="en" dir="ltr">
          <xsl:for-each select="$header/tei:encodingDesc/tei:appInfo/tei:application">
            <dt id="{@xml:id}"><code><xsl:value-of select="@xml:id"/></code></dt>
            <dd><xsl:value-of select="normalize-space(tei:label)"/></dd>
          </xsl:for-each>
        </dl>
      </xsl:if>
    </section>
  </xsl:template>

</xsl:stylesheet>
