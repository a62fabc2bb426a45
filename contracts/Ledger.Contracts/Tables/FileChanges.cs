using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What differs between two files, field by field; rows are told apart by what names them, not by their place.</summary>
internal static class FileChanges
{
    private static readonly JsonFormatter Writer = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    // What names a row among its like.
    private static readonly Dictionary<MessageDescriptor, string[]> Names = new()
    {
        [CityTown.Descriptor] = ["code"],
        [LandDisposal.Descriptor] = ["kind"],
        [MatrixOverride.Descriptor] = ["flow", "column"],
        [InstrumentDocuments.Descriptor] = ["kind"],
        [LenderLink.Descriptor] = ["lender"],
        [CalendarYear.Descriptor] = ["year"],
        [DaySpan.Descriptor] = ["from"],
        [DeedTaxRow.Descriptor] = ["decides", "from"],
        [OtherTaxRow.Descriptor] = ["tax", "taxpayer", "use", "bases", "measure", "decides", "from", "gain_above"],
        [ExemptionRow.Descriptor] = ["code", "tax", "sides", "bases", "taxpayer", "use", "from"],
        [LimitRow.Descriptor] = ["flow", "from"],
        [CodeRow.Descriptor] = ["list", "code", "from"],
    };

    /// <summary>The changes, in the order of the fields.</summary>
    /// <param name="before">A file.</param>
    /// <param name="after">The file that takes its place.</param>
    /// <param name="path">Where the files stand in what publishes them.</param>
    public static IReadOnlyList<FileChange> Between(IMessage before, IMessage after, string path)
    {
        var changes = new List<FileChange>();
        Compare(before, after, path, changes);
        return changes;
    }

    private static void Compare(IMessage before, IMessage after, string path, List<FileChange> changes)
    {
        foreach (var field in before.Descriptor.Fields.InFieldNumberOrder())
        {
            var (old, now) = (field.Accessor.GetValue(before), field.Accessor.GetValue(after));
            var here = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (field.IsRepeated && field.FieldType == FieldType.Message)
                CompareRows(((IList)old).Cast<IMessage>(), ((IList)now).Cast<IMessage>(), here, changes);
            else if (field.FieldType == FieldType.Message && old is IMessage oldPart && now is IMessage newPart)
                Compare(oldPart, newPart, here, changes);
            else if (Text(field, old) is var was && Text(field, now) is var becomes && was != becomes)
                changes.Add(new(here, was, becomes));
        }
    }

    private static void CompareRows(IEnumerable<IMessage> before, IEnumerable<IMessage> after, string path, List<FileChange> changes)
    {
        var now = after.ToLookup(NameOf, StringComparer.Ordinal);
        var old = before.ToLookup(NameOf, StringComparer.Ordinal);
        foreach (var name in old.Select(static group => group.Key).Concat(now.Select(static group => group.Key)).Distinct(StringComparer.Ordinal))
        {
            var (was, becomes) = (old[name].FirstOrDefault(), now[name].FirstOrDefault());
            var here = $"{path}[{name}]";
            if (was is not null && becomes is not null)
                Compare(was, becomes, here, changes);
            else
                changes.Add(new(here, Text(was), Text(becomes)));
        }
    }

    // Fields that say nothing are left out.
    private static string NameOf(IMessage row) => string.Join(
        ", ",
        Names[row.Descriptor].Select(name => row.Descriptor.FindFieldByName(name))
            .Select(field => (field.Name, Text: Text(field, field.Accessor.GetValue(row))))
            .Where(static part => part.Text is not null).Select(static part => $"{part.Name}={part.Text}"));

    private static string? Text(IMessage? message) => message is null ? null : Writer.Format(message);

    private static string? Text(FieldDescriptor field, object? value)
    {
        var text = value switch
        {
            null => null,
            IMessage message => Text(message),
            IList list => string.Join(" ", list.Cast<object>().Select(item => Single(field, item))),
            _ => Single(field, value),
        };
        return text is "" ? null : text;
    }

    private static string Single(FieldDescriptor field, object value) => field.FieldType switch
    {
        FieldType.Enum => field.EnumType.FindValueByNumber((int)value) is { Number: not 0 } known ? known.Name : "",
        FieldType.Bool => (bool)value ? "true" : "false",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };
}
