using System.Xml;
using System.Xml.Linq;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Reads XML that comes from outside: no document type, no entity, no reference to anything else.</summary>
public static class SafeXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ExchangeLimits.LargestFile,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The root element, with lines.</summary>
    /// <exception cref="ExchangeException">It is not well-formed, or declares a document type.</exception>
    public static XElement Read(ExchangeFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var content = file.Text();
            CheckDepth(file, content);
            using var text = new StringReader(content);
            using var reader = XmlReader.Create(text, Settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            throw new ExchangeException(new(file.Name, Math.Max(1, e.LineNumber), WhatIsWrong(e)), e);
        }
    }

    /// <summary>Line of an element or attribute.</summary>
    public static int LineOf(XObject at) => at is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;

    // A tree is built in a time that grows with the square of its depth: a file of a few megabytes would never end.
    private static void CheckDepth(ExchangeFile file, string content)
    {
        using var text = new StringReader(content);
        using var reader = XmlReader.Create(text, Settings);
        while (reader.Read())
        {
            if (reader.Depth > ExchangeLimits.Deepest)
            {
                throw new ExchangeException(new(file.Name, ((IXmlLineInfo)reader).LineNumber, new(
                    $"元素嵌套超过{ExchangeLimits.Deepest}层，不是报文", $"elements are nested more than {ExchangeLimits.Deepest} deep: no message is")));
            }
        }
    }

    // The parser's own words name elements and attributes; they are given for the place, and hold no value.
    private static Wording WhatIsWrong(XmlException e)
    {
        var words = e.Message;
        if (words.Contains("DTD", StringComparison.Ordinal))
            return new("含文档类型声明（DOCTYPE）或实体，不予读取；请去除后重发", "it declares a document type or entities, which are not read: take them out and send it again");
        if (words.Contains("duplicate attribute", StringComparison.Ordinal))
            return new($"同一元素中属性重复：{words}", $"an attribute stands twice in one element: {words}");
        if (words.Contains("multiple root", StringComparison.Ordinal))
            return new("文件有多个根元素；一个文件只含一个报文，请拆分", "the file has several root elements: one file holds one message, so split it");
        return new($"不是完整的XML：{words}", $"it is no well-formed XML: {words}");
    }
}
