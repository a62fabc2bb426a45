using System.Text;
using System.Xml;

namespace Ledger.Exchange;

/// <summary>
/// Writes a reporting message: UTF-8 without a mark, lines end with LF, one row a line, tables and columns in the schema's order,
/// rows of one table as they were added.
/// </summary>
public static class MessageWriter
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };

    /// <summary>The bytes of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="profile">The province's names of tables; absent columns that it fills are filled by who builds the message.</param>
    public static byte[] Write(ExchangeMessage message, ProvinceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(profile);
        return Xml(writer =>
        {
            writer.WriteStartElement("Message");
            writer.WriteStartElement("Head");
            foreach (var field in MessageHead.Fields)
            {
                if (message.Head[field] is { } value || profile.EmptyHeadFields.Contains(field, StringComparer.Ordinal))
                    writer.WriteElementString(field, message.Head[field] ?? "");
            }

            writer.WriteEndElement();
            writer.WriteStartElement("Data");
            foreach (var row in message.Rows.OrderBy(static row => row.Table.Order))
            {
                writer.WriteStartElement(profile.NameOf(row.Table));
                foreach (var (attribute, value) in row.Values)
                    writer.WriteAttributeString(attribute, value);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        });
    }

    /// <summary>A document in the form that all of them have.</summary>
    internal static byte[] Xml(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            writer.WriteStartDocument();
            write(writer);
            writer.WriteEndDocument();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
