using System.Xml.Linq;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Reads a reporting message: tables in any order, both shapes; what no table knows is kept aside.</summary>
public static class MessageReader
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="ExchangeException">The file is none.</exception>
    public static ExchangeMessage Read(ExchangeFile file) => Read(file, SafeXml.Read(file));

    /// <summary>Reads a message whose XML is read already.</summary>
    /// <exception cref="ExchangeException">The element is none.</exception>
    public static ExchangeMessage Read(ExchangeFile file, XElement root)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(root);
        if (root.Name.LocalName != "Message")
        {
            throw Fault(file, root, new(
                $"根元素为{root.Name.LocalName}，报文应为Message", $"the root element is {root.Name.LocalName}, a message has Message"));
        }

        var message = new ExchangeMessage();
        ReadHead(file, message, Single(file, root, "Head"));
        foreach (var element in Single(file, root, "Data").Elements())
            ReadRow(file, message, element);
        foreach (var other in root.Elements().Where(static element => element.Name.LocalName is not ("Head" or "Data")))
            message.Aside.Add(new(SafeXml.LineOf(other), other.Name.LocalName, null, other.ToString(SaveOptions.DisableFormatting)));
        return message;
    }

    private static void ReadHead(ExchangeFile file, ExchangeMessage message, XElement head)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in head.Elements())
        {
            var name = field.Name.LocalName;
            if (!seen.Add(name))
            {
                throw Fault(file, field, new(
                    $"Head中{name}出现两次；一个报文只有一个报文头，请拆分", $"{name} stands twice in Head: a message has one head, so split it"));
            }

            message.Head[name] = field.Value;
        }
    }

    private static void ReadRow(ExchangeFile file, ExchangeMessage message, XElement element)
    {
        var line = SafeXml.LineOf(element);
        var name = element.Name.LocalName;
        if (!ExchangeSchema.TryFind(name, out var table))
        {
            message.Aside.Add(new(line, name, null, element.ToString(SaveOptions.DisableFormatting)));
            return;
        }

        var length = element.Attributes().Sum(static attribute => (long)attribute.Value.Length);
        if (length > ExchangeLimits.LargestRow && table.Role != TableRole.Attachment)
        {
            throw Fault(file, element, new(
                $"{name}一行有{length}个字符，至多{ExchangeLimits.LargestRow}个",
                $"a row of {name} has {length} characters, at most {ExchangeLimits.LargestRow} are read"));
        }

        var row = new ExchangeRow(table, line);
        foreach (var attribute in element.Attributes().Where(static attribute => !attribute.IsNamespaceDeclaration))
        {
            var column = attribute.Name.LocalName;
            if (row[column] is not null)
            {
                throw Fault(file, element, new(
                    $"{name}一行中{column}以不同前缀出现两次", $"{column} stands twice in a row of {name}, under different prefixes"));
            }

            if (table.Has(column))
                row[column] = attribute.Value.Trim();
            else
                message.Aside.Add(new(line, table.Name, column, attribute.Value));
        }

        if (element.Nodes().Any())
            message.Aside.Add(new(line, table.Name, null, string.Concat(element.Nodes().Select(static node => node.ToString(SaveOptions.DisableFormatting)))));
        message.Rows.Add(row);
    }

    private static XElement Single(ExchangeFile file, XElement root, string name)
    {
        var found = root.Elements().Where(element => element.Name.LocalName == name).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw Fault(file, root, new($"报文缺少{name}", $"the message lacks {name}")),
            _ => throw Fault(file, found[1], new(
                $"报文有{found.Count}个{name}；一个文件只含一个报文，请拆分", $"the message has {found.Count} {name}: one file holds one message, so split it")),
        };
    }

    private static ExchangeException Fault(ExchangeFile file, XObject at, Wording text) => new(new(file.Name, SafeXml.LineOf(at), text));
}
