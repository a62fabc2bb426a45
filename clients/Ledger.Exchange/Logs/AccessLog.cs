using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>The daily log (登簿日志): what was registered on a day and what of it was reported.</summary>
public sealed record AccessLog
{
    /// <summary>County.</summary>
    public required string AreaCode { get; init; }

    /// <summary>Name of the county.</summary>
    public required string AreaName { get; init; }

    /// <summary>The day.</summary>
    public required Day AccessDate { get; init; }

    /// <summary>Remark; empty when there is none.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Acts registered, by type.</summary>
    public required AccessCounts RegisterInfo { get; init; }

    /// <summary>Acts reported, by type.</summary>
    public required AccessCounts AccessInfo { get; init; }

    /// <summary>Every act registered.</summary>
    public IReadOnlyList<RegisterEntry> Registered { get; init; } = [];

    /// <summary>Every act reported.</summary>
    public IReadOnlyList<AccessEntry> Accessed { get; init; } = [];

    /// <summary>Reads a log; some wrap it in AccessLogs.</summary>
    /// <exception cref="ExchangeException">The element is none.</exception>
    public static AccessLog Read(ExchangeFile file, XElement root)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(root);
        var log = root.Name.LocalName == "AccessLogs" && root.Elements("AccessLog").Take(2).ToList() is [var only] ? only : root;
        if (log.Name.LocalName != "AccessLog")
            throw Fault(file, log, new($"根元素为{log.Name.LocalName}，登簿日志应为AccessLog", $"the root element is {log.Name.LocalName}, a daily log has AccessLog"));
        if (!ExchangeValues.TryDay(Text("AccessDate"), out var day))
            throw Fault(file, log, new("AccessDate缺失或不是日期", "AccessDate is missing or no date"));
        return new()
        {
            AreaCode = Text("AreaCode"),
            AreaName = Text("AreaName"),
            AccessDate = day,
            Remark = Text("Remark"),
            RegisterInfo = Counts("RegisterInfo"),
            AccessInfo = Counts("AccessInfo"),
            Registered = [.. List("RegisterList", "Register").Select(entry => new RegisterEntry(
                Attribute(entry, "YWH"), Attribute(entry, "DJLX"), (string?)entry.Attribute("QLLX"), Attribute(entry, "BDCDYH"),
                CertificateNumbers.Split((string?)entry.Attribute("ZSZMH")), Attribute(entry, "SFSB") == "1", (string?)entry.Attribute("BWID")))],
            Accessed = [.. List("AccessList", "Access").Select(entry => new AccessEntry(
                Attribute(entry, "YWH"), Attribute(entry, "BDCDYH"), Attribute(entry, "BWID")))],
        };

        string Text(string name) => log.Element(name)?.Value.Trim() ?? "";

        string Attribute(XElement at, string name) => (string?)at.Attribute(name) ?? "";

        IEnumerable<XElement> List(string list, string entry) => log.Element(list)?.Elements(entry) ?? [];

        AccessCounts Counts(string name)
        {
            var element = log.Element(name) ?? throw Fault(file, log, new($"登簿日志缺少{name}", $"the daily log lacks {name}"));
            return new()
            {
                Total = Number(element, "totalNum"),
                ByType = AccessCounts.Attributes.Union(AccessCounts.OlderAttributes)
                    .Select(attribute => new KeyValuePair<int, int>(attribute.Key, Number(element, attribute.Value)))
                    .Where(static count => count.Value != 0)
                    .ToDictionary(),
            };
        }

        int Number(XElement at, string name) => (string?)at.Attribute(name) switch
        {
            null or "" => 0,
            { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            { } text => throw Fault(file, at, new($"{name}为“{text}”，应为整数", $"{name} is '{text}', expected a whole number")),
        };
    }

    /// <summary>The bytes of the log.</summary>
    /// <param name="newer">Whether it has the lists of acts; the older log counts alone.</param>
    public byte[] Write(bool newer = true) => MessageWriter.Xml(writer =>
    {
        writer.WriteStartElement("AccessLog");
        writer.WriteElementString("AreaCode", AreaCode);
        writer.WriteElementString("AreaName", AreaName);
        writer.WriteElementString("AccessDate", AccessDate.ToString());
        writer.WriteElementString("Remark", Remark);
        Write(writer, "RegisterInfo", RegisterInfo, newer);
        Write(writer, "AccessInfo", AccessInfo, newer);
        if (!newer)
        {
            writer.WriteEndElement();
            return;
        }

        writer.WriteStartElement("RegisterList");
        writer.WriteAttributeString("totalNum", Text(Registered.Count));
        foreach (var entry in Registered)
        {
            writer.WriteStartElement("Register");
            writer.WriteAttributeString("YWH", entry.BusinessNumber);
            writer.WriteAttributeString("DJLX", entry.Type);
            writer.WriteAttributeString("QLLX", entry.Right ?? "");
            writer.WriteAttributeString("BDCDYH", entry.Unit);
            writer.WriteAttributeString("ZSZMH", CertificateNumbers.Join(entry.Numbers));
            writer.WriteAttributeString("SFSB", entry.IsReported ? "1" : "0");
            writer.WriteAttributeString("BWID", entry.MessageId ?? "");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteStartElement("AccessList");
        writer.WriteAttributeString("totalNum", Text(Accessed.Count));
        foreach (var entry in Accessed)
        {
            writer.WriteStartElement("Access");
            writer.WriteAttributeString("YWH", entry.BusinessNumber);
            writer.WriteAttributeString("BDCDYH", entry.Unit);
            writer.WriteAttributeString("BWID", entry.MessageId);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private static void Write(XmlWriter writer, string name, AccessCounts counts, bool newer)
    {
        writer.WriteStartElement(name);
        writer.WriteAttributeString("totalNum", Text(counts.Total));
        foreach (var (type, attribute) in newer ? AccessCounts.Attributes : AccessCounts.OlderAttributes)
            writer.WriteAttributeString(attribute, Text(counts.ByType.GetValueOrDefault(type)));
        if (newer)
            writer.WriteAttributeString("businessTypeCount", Text(counts.ByType.Values.Count(static count => count != 0)));
        writer.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ExchangeException Fault(ExchangeFile file, XObject at, Wording text) => new(new(file.Name, SafeXml.LineOf(at), text));
}
