using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>People and organisations of an act as requests name them. Their numbers become tokens; they stand in no reason and no report.</summary>
internal static class ActParties
{
    private static readonly char[] Joints = [',', '，', '、', ';', '；'];

    /// <summary>The holders.</summary>
    public static IReadOnlyList<PartyInput> Holders(ExchangeAct act)
        => [.. act.Holders.Select(static row => Party(row["ZJZL"], row["ZJH"], row["QLRMC"])).OfType<PartyInput>()];

    /// <summary>The other side: of a notice from its own row, else from the rows of applicants, each once.</summary>
    public static IReadOnlyList<PartyInput> Obligors(ExchangeAct act)
    {
        var own = All(act.Row, "YWRZJZL", "YWRZJH", "YWR");
        return own.Count > 0 ? own : [.. act.Message.Of("DJF_DJ_SQR").SelectMany(static row => All(row, "YWRZJZL", "YWRZJH", "YWRMC"))
            .DistinctBy(static party => (party.DocumentType, party.DocumentNumber))];
    }

    /// <summary>Credit code of an organisation; null when it has none.</summary>
    public static string? CreditCodeOf(ExchangeRow holder)
        => holder["ZJZL"] is "6" or "7" or "8" && Canonicalize.TryParse<CreditCode>(holder["ZJH"], out var code, out _) ? code.ToString() : null;

    /// <summary>Credit code of the authority that seizes, where it stands among the applicants under the name that the right row has; else null.</summary>
    public static string? AuthorityOf(ExchangeAct act) => act.Message.Of("DJF_DJ_SQR")
        .Where(row => row["QLRMC"] is { } name && name == act.Row["CFJG"] && row["QLRZJZL"] is "6" or "7" or "8")
        .Select(static row => Canonicalize.TryParse<CreditCode>(row["QLRZJH"], out var code, out _) ? code.ToString() : null)
        .FirstOrDefault(static code => code is not null);

    /// <summary>Whether a party is a person by its document.</summary>
    public static bool IsPerson(PartyInput party) => party.DocumentType is >= 1 and <= 5;

    private static List<PartyInput> All(ExchangeRow row, string type, string number, string name)
    {
        var (types, numbers, names) = (Parts(row[type]), Parts(row[number]), Parts(row[name]));
        return [.. numbers.Select((own, i) => Party(
            types.Length == 0 ? null : types[Math.Min(i, types.Length - 1)], own, i < names.Length ? names[i] : null)).OfType<PartyInput>()];
    }

    private static PartyInput? Party(string? type, string? number, string? name)
    {
        if (number is null || !uint.TryParse(type, System.Globalization.CultureInfo.InvariantCulture, out var kind))
            return null;
        var clean = Canonicalize.FoldUpper(string.Concat(number.Where(static c => !char.IsWhiteSpace(c))));
        // A note behind the number; of identity cards of Hong Kong and Macao the check character stands in brackets.
        if (kind != 2 && clean.EndsWith(')') && clean.LastIndexOf('(') is > 0 and var tail)
            clean = clean[..tail];
        if (kind == 1 && clean.Length == 15 && CitizenId.TryUpgrade(clean, out var upgraded, out _))
            clean = upgraded.ToString();
        return new() { DocumentType = kind, DocumentNumber = clean, Name = name ?? "" };
    }

    private static string[] Parts(string? text) => text?.Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
