<?xml version="1.0" encoding="UTF-8"?>
<!-- Who speaks: the label that the source prints, else the person's name, else the role. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:key name="turn" match="tei:u" use="substring-after(substring-before(concat(@who, ' '), ' '), '#')"/>

  <!-- The printed label of a turn: a note just before it, breaks and furniture aside. -->
  <xsl:template match="tei:u" mode="label">
    <xsl:if test="$labelled"><xsl:apply-templates select="preceding-sibling::*[1]" mode="label-before"/></xsl:if>
  </xsl:template>
  <xsl:variable name="labelled" select="boolean(/tei:TEI/tei:text//tei:note[@type = 'speaker'])"/>
  <xsl:template match="*" mode="label-before"/>
  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:milestone | tei:space | tei:fw" mode="label-before">
    <xsl:apply-templates select="preceding-sibling::*[1]" mode="label-before"/>
  </xsl:template>
  <xsl:template match="tei:q" mode="label-before">
    <xsl:if test="@type = 'pullquote'">
      <xsl:apply-templates select="preceding-sibling::*[1]" mode="label-before"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:note" mode="label-before">
    <xsl:if test="@type = 'speaker'"><xsl:apply-templates/></xsl:if>
  </xsl:template>

  <!-- What a turn without a printed label is called. -->
  <xsl:template match="tei:u" mode="name">
    <xsl:variable name="who" select="substring-after(substring-before(concat(@who, ' '), ' '), '#')"/>
    <xsl:variable name="person" select="id($who)"/>
    <xsl:choose>
      <xsl:when test="$person/tei:persName">
        <xsl:value-of select="normalize-space($person/tei:persName)"/>
      </xsl:when>
      <xsl:when test="$person/@role"><xsl:apply-templates select="$person[1]" mode="role"/></xsl:when>
      <xsl:when test="$who"><xsl:value-of select="$who"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$term/roles/speaker"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A role in the language of the interface, where that has a word for it. -->
  <xsl:template match="tei:person" mode="role">
    <xsl:variable name="role" select="string(@role)"/>
    <xsl:variable name="known" select="$roles[name() = $role]"/>
    <xsl:choose>
      <xsl:when test="$known"><xsl:value-of select="$known"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$role"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
