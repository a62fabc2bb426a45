using Google.Protobuf.Reflection;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>What to do with a printed template: it has every part once, and not every act needs each.</summary>
internal static class TemplateNote
{
    /// <summary>Fields that an act may do without, wherever they stand.</summary>
    private static readonly HashSet<string> Optional = new(StringComparer.Ordinal)
    {
        "fields", "files", "acknowledgements", "recorder", "further_parcels", "seizures", "land", "reissues", "mortgagors_not_signing",
        "exemption", "determination_first_day", "determination_last_day",
    };

    /// <summary>The note that follows the template of a request.</summary>
    public static Wording Of(MessageDescriptor request)
    {
        var paths = string.Join(", ", Paths(request, ""));
        return new(
            $"请填写各项，删去不需要的部分；留空的必填项会被指出。可以省略：{paths}。列表可写多项。",
            $"fill it in and delete what you do not need; a required field left empty is named. May be left out: {paths}. Lists take several elements.");
    }

    private static IEnumerable<string> Paths(MessageDescriptor message, string before) => message.Fields.InDeclarationOrder()
        .SelectMany(field => IsOptional(field)
            ? [before + field.Name]
            : field.FieldType == FieldType.Message ? Paths(field.MessageType, $"{before}{field.Name}.") : []);

    /// <summary>The mortgages of a migrated unit are a list that may be empty; of a transfer the word is a choice.</summary>
    private static bool IsOptional(FieldDescriptor field) =>
        Optional.Contains(field.Name) || (field.Name == "mortgages" && field.FieldType == FieldType.Message);
}
