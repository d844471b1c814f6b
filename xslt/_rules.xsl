<?xml version="1.0" encoding="UTF-8"?>
<!-- Who decided what: rules, how sure they are, their reasons. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:key name="evidence" match="tei:standOff//tei:certainty" use="substring-after(@target, '#')"/>

  <!-- Why something was decided, where the encoder left word of it. -->
  <xsl:template name="evidence">
    <xsl:variable name="reasons" select="key('evidence', @xml:id)/tei:desc"/>
    <xsl:if test="$reasons">
      <xsl:attribute name="data-why"><xsl:apply-templates select="$reasons[1]" mode="evidence"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="file"><xsl:value-of select="normalize-space($witness/tei:title)"/></xsl:template>

  <xsl:template name="about">
    <section class="about" id="about">
      <h2><xsl:value-of select="$term/about"/></h2>
      <dl>
        <dt><xsl:value-of select="$term/file"/></dt>
        <dd>
          <bdi><xsl:call-template name="file"/></bdi>
          <xsl:for-each select="$witness/tei:idno[@type = 'sha256' or @type = 'encoding']">
            <br/><bdi class="idno" dir="ltr"><xsl:value-of select="concat(@type, ' ', normalize-space())"/></bdi>
          </xsl:for-each>
        </dd>
        <dt class="citing"><xsl:value-of select="$term/citing"/></dt>
        <dd class="citing"><xsl:value-of select="$term/how-to-cite"/></dd>
      </dl>
      <xsl:if test="$header/tei:encodingDesc/tei:appInfo/tei:application">
        <h3><xsl:value-of select="$term/rules"/></h3>
        <dl class="rules">
          <xsl:for-each select="$header/tei:encodingDesc/tei:appInfo/tei:application">
            <dt id="{@xml:id}"><code dir="ltr"><xsl:value-of select="@xml:id"/></code></dt>
            <dd><xsl:apply-templates select="." mode="label"/></dd>
          </xsl:for-each>
        </dl>
      </xsl:if>
    </section>
  </xsl:template>

</xsl:stylesheet>
