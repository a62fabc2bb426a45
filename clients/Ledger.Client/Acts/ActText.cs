using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// An act as comparable text, field by field: lists in one order, parties in place of their indexes. What the caller cannot
/// recompute (document roots; without salts and pages tokens, epochs, and how far a unit's queries have come) is left out.
/// </summary>
internal static class ActText
{
    private const string Document = "document";
    private static readonly HashSet<string> TokenFields = new(StringComparer.Ordinal) { "token", "tokens", "epoch", "trace_count", "trace_head" };

    /// <summary>Lists whose order is part of their meaning, since tokens are aligned with it.</summary>
    private static readonly HashSet<string> OrderedFields = new(StringComparer.Ordinal) { "tokens" };

    /// <summary>The fields of an event.</summary>
    /// <param name="act">An event's message.</param>
    /// <param name="withTokens">Whether tokens and epochs are known to the caller.</param>
    public static SortedDictionary<string, string> Of(IMessage act, bool withTokens)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in act.Descriptor.Fields.InDeclarationOrder())
        {
            if (TextOf(field, act, act, withTokens) is { Length: > 0 } text)
                fields[field.Name] = text;
        }

        return fields;
    }

    /// <summary>
    /// Whether two acts of one type agree in every field that <see cref="Of"/> shows, lists in the same order. False does not
    /// say that they differ.
    /// </summary>
    public static bool IsSame(IMessage expected, IMessage actual, bool withTokens)
    {
        foreach (var field in expected.Descriptor.Fields.InDeclarationOrder())
        {
            if (!IsLeftOut(field, withTokens) && !IsSameValue(field.Accessor.GetValue(expected), field.Accessor.GetValue(actual), withTokens))
                return false;
        }

        return true;
    }

    private static bool IsSameValue(object? expected, object? actual, bool withTokens)
    {
        switch (expected, actual)
        {
            case (IMessage one, IMessage other):
                return IsSame(one, other, withTokens);
            case (IList one, IList other):
                for (var i = 0; i < one.Count; i++)
                {
                    if (i >= other.Count || !IsSameValue(one[i], other[i], withTokens))
                        return false;
                }

                return one.Count == other.Count;
            default:
                return Equals(expected, actual);
        }
    }

    private static bool IsLeftOut(FieldDescriptor field, bool withTokens) =>
        field.Name == Document || (!withTokens && TokenFields.Contains(field.Name));

    private static string TextOf(FieldDescriptor field, IMessage message, IMessage act, bool withTokens)
    {
        if (IsLeftOut(field, withTokens))
            return "";

        var value = field.Accessor.GetValue(message);
        if (field.IsRepeated)
        {
            // Of a single field the default says nothing; of a list every element counts.
            var items = ((IList)value).Cast<object>().Select(item => item is uint number ? number.ToString(CultureInfo.InvariantCulture)
                : TextOf(field, item, act, withTokens));
            return string.Join(", ", OrderedFields.Contains(field.Name) ? items : items.Order(StringComparer.Ordinal));
        }

        return message is Stake && field.Name == "party" ? "" : TextOf(field, value, act, withTokens);
    }

    private static string TextOf(FieldDescriptor field, object? value, IMessage act, bool withTokens) => value switch
    {
        null or "" or 0u or 0ul or false => "",
        Stake stake => $"{{party={PartyOf(field.Name, stake, act, withTokens)} {Inner(stake, act, withTokens)}}}",
        IMessage nested => Inner(nested, act, withTokens) is { Length: > 0 } inner ? $"{{{inner}}}" : "",
        ByteString bytes => Convert.ToHexStringLower(bytes.Span),
        Enum code => Convert.ToInt32(code, CultureInfo.InvariantCulture) == 0 ? "" : code.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Inner(IMessage message, IMessage act, bool withTokens) => string.Join(
        ' ',
        message.Descriptor.Fields.InDeclarationOrder()
            .Select(field => (field.Name, Text: TextOf(field, message, act, withTokens)))
            .Where(field => field.Text.Length > 0)
            .Select(field => $"{field.Name}={field.Text}"));

    /// <summary>Stakes name parties by their position in the lists of the act, which each side orders as it can.</summary>
    private static string PartyOf(string role, Stake stake, IMessage act, bool withTokens)
    {
        // A contract has sellers and buyers, an instrument givers and takers.
        var list = act.Descriptor.FindFieldByName(role) ?? act.Descriptor.FindFieldByName(role == "sellers" ? "givers" : "takers");
        return list?.Accessor.GetValue(act) is IList<PartyAcrossUnits> parties && stake.Party < parties.Count
            ? Inner(parties[(int)stake.Party], act, withTokens)
            : "?" + stake.Party.ToString(CultureInfo.InvariantCulture);
    }
}
