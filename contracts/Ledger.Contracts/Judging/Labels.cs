using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>How findings label their values.</summary>
internal static class Labels
{
    /// <summary>What stands for a page or a field that is not there.</summary>
    public const string Absent = "（无）/ absent";

    /// <summary>A label in both languages on one line.</summary>
    public static string Text(Wording label) => $"{label.Chinese} / {label.English}";

    /// <summary>A party without revealing it: an organisation's credit code, or the beginning of a token.</summary>
    public static string Party(Party party)
        => party.CreditCode.Length > 0 ? party.CreditCode : Convert.ToHexStringLower(party.Token.Span)[..16] + "…";

    /// <summary>Parties without revealing them, in the order given.</summary>
    public static string Parties(IEnumerable<Party> parties)
    {
        var text = string.Join(", ", parties.Select(Party));
        return text.Length > 0 ? text : Absent;
    }

    /// <summary>A mortgagee: its credit code, or the beginning of a private lender's token.</summary>
    public static string Mortgagee(MortgageId id)
        => id.Mortgagee.Length > 0 ? id.Mortgagee : Convert.ToHexStringLower(id.Token.Span)[..16] + "…";

    /// <summary>
    /// A mortgage as the subject of a finding: mortgagee and number of its contract, as the mortgage's page is called; in capitals,
    /// as acknowledgements write their subjects.
    /// </summary>
    public static string Mortgage(MortgageId id)
        => $"{(id.Mortgagee.Length > 0 ? id.Mortgagee : Convert.ToHexString(id.Token.Span))}/{id.ContractNumber}{(id.Part == 0 ? "" : $"/{id.Part}")}";

    /// <summary>A certificate's number, or the beginning of a legacy number's hash.</summary>
    public static string Certificate(CertificateId id)
        => id.Number.Length > 0 ? id.Number : "#" + Convert.ToHexStringLower(id.LegacyHash.Span)[..16] + "…";

    /// <summary>An amount in yuan.</summary>
    public static string Yuan(ulong fen) => fen <= Money.MaximumFen ? Money.FromFen(fen) + "元" : fen + "分";

    /// <summary>An area in m².</summary>
    public static string Area(ulong stored) => stored == 0 ? Absent : $"{stored / 100}.{stored % 100:D2}";

    /// <summary>A stored day.</summary>
    public static string Date(uint number) => Day.TryFromNumber(number, out var day, out _) ? day.ToString() : Absent;

    /// <summary>An instant to the millisecond, by which queues are ordered, as the office's clock shows it.</summary>
    public static string Instant(ulong milliseconds)
    {
        if (!Day.TryAt(milliseconds, out var day))
            return $"{milliseconds} ms";
        var time = (long)milliseconds - day.StartMilliseconds;
        return $"{day} {time / 3_600_000:D2}:{time / 60_000 % 60:D2}:{time / 1_000 % 60:D2}.{time % 1_000:D3} UTC+8";
    }

    /// <summary>A value the event states, by the path of its field.</summary>
    public static FindingValue InEvent(Wording label, object? value, string path)
        => new(Text(label), ValueNames.Text(value), "event." + path);

    /// <summary>A value of the envelope.</summary>
    public static FindingValue InEnvelope(Wording label, object? value)
        => new(Text(label), ValueNames.Text(value), "envelope");

    /// <summary>A figure of the rule profile in force.</summary>
    public static FindingValue InProfile(Wording label, object? value)
        => new(Text(label), ValueNames.Text(value), "sys/profile");
}
