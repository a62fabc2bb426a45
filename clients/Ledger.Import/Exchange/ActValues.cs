using System.Globalization;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Import;

/// <summary>Values of an act as requests spell them.</summary>
internal static class ActValues
{
    /// <summary>A certificate with whether it is one of the old forms.</summary>
    public static CertificateInput Certificate(string number) => new() { Number = number, Legacy = !CertificateNumber.TryParse(number, out _, out _) };

    /// <summary>An amount in yuan; null when there is none.</summary>
    public static AmountInput? Amount(ExchangeRow row, string column)
        => ExchangeValues.TryMoney(row[column], row["JEDW"], out var amount) ? new() { Value = amount.ToString() } : null;

    /// <summary>An area in m²; empty when there is none.</summary>
    public static string Area(ExchangeRow row, string column) => ExchangeValues.TryArea(row[column], out var area) && area.IsStated ? area.ToString() : "";

    /// <summary>A day; empty when there is none.</summary>
    public static string Day(ExchangeRow row, string column) => ExchangeValues.TryDay(row[column], out var day) ? day.ToString() : "";

    /// <summary>A code or count; 0 when there is none.</summary>
    public static uint Number(string? text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The share of a holder, reduced; empty when none is stated.</summary>
    public static string ShareOf(ExchangeRow holder) => holder["QLBL"] is { } text && ExchangeShares.TryRead(text, out var share) ? share.ToString() : "";

    /// <summary>How the holders hold.</summary>
    public static CoOwnership CoOwnershipOf(ExchangeAct act) => act.Holders.Count == 0 ? CoOwnership.Single : act.Holders[0]["GYFS"] switch
    {
        "1" => CoOwnership.Joint,
        "2" => CoOwnership.Shares,
        _ => CoOwnership.Single,
    };

    /// <summary>The owners with their shares and certificates.</summary>
    public static IEnumerable<OwnerInput> Owners(ExchangeAct act)
    {
        var parties = ActParties.Holders(act);
        var shared = CoOwnershipOf(act) == CoOwnership.Shares;
        for (var i = 0; i < parties.Count; i++)
        {
            var number = CertificateNumbers.Split(act.Holders[i]["BDCQZH"]) is [var own, ..] ? own : act.Numbers[0];
            var certificate = Certificate(number);
            yield return new OwnerInput
            {
                Party = parties[i],
                Share = shared ? ShareOf(act.Holders[i]) : "",
                Certificate = certificate.Number,
                LegacyCertificate = certificate.Legacy,
            };
        }
    }

    /// <summary>Number of the sale contract: from the side file, or from the note where it is marked; null when it is not known.</summary>
    public static string? Contract(ExchangeAct act, SideFacts facts)
    {
        if (facts.Contract(act.BusinessNumber) is { } known)
            return known;
        var number = ExchangeNotes.After(act.Row["FJ"], ExchangeNotes.Contract, char.IsAsciiLetterOrDigit) ?? "";
        return Canonicalize.TryParse<ContractNumber>(number, out var contract, out _) ? contract.ToString() : null;
    }

    /// <summary>
    /// Who secures what: the mortgagee's credit code and the contract's number, in whose place the business number stands where nobody knows it.
    /// </summary>
    public static MortgageId? Mortgage(ExchangeAct act, SideFacts facts)
        => act.Holders.Count == 1 && ActParties.CreditCodeOf(act.Holders[0]) is { } mortgagee
            ? new() { Mortgagee = mortgagee, ContractNumber = facts.Mortgage(act.BusinessNumber) ?? act.BusinessNumber }
            : null;

    /// <summary>The terms of a mortgage.</summary>
    public static MortgageTermsInput Terms(ExchangeAct act)
    {
        var row = act.Row;
        var maximum = row["DYFS"] == "2";
        return new()
        {
            Mode = maximum ? MortgageMode.Maximum : MortgageMode.General,
            Amount = Amount(row, maximum ? "ZGZQSE" : "BDBZZQSE"),
            TermFirstDay = Day(row, "ZWLXQSSJ"),
            TermLastDay = Day(row, "ZWLXJSSJ"),
            DeterminationFirstDay = maximum ? Day(row, "ZWLXQSSJ") : "",
            DeterminationLastDay = maximum ? Day(row, "ZWLXJSSJ") : "",
            Scope = row["DBFW"] is null ? 1u : 2u,
            TransferRestricted = row["SFCZJZHXZ"] == "1",
        };
    }

    /// <summary>A word of this ledger, e.g. the ground of an objection; other texts are not kept on it.</summary>
    public static string Word(string? text) => text is { Length: > 1 and <= 32 } && char.IsAsciiLetterUpper(text[0])
        && text.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_' or '-') ? text : "IMPORTED";

    /// <summary>The term of a seizure from its days: whole months where they are, else days; of one that waits from its note.</summary>
    public static SeizureTerm? TermOf(ExchangeRow row)
    {
        if (!ExchangeValues.TryDay(row["CFQSSJ"], out var first) || !ExchangeValues.TryDay(row["CFJSSJ"], out var last) || last < first)
            return ExchangeNotes.TryTerm(row["FJ"], out var noted, out var days) ? new() { Months = noted, Days = days } : null;
        var end = last.AddDays(1);
        for (var months = 1; first.AddMonths(months) <= end; months++)
        {
            // The day of delivery is the first of the days or, as the law counts, the one before them.
            if (first.AddMonths(months) == end || first.AddMonths(months) == last)
                return new() { Months = (uint)months };
        }

        return new() { Days = (uint)end.DaysSince(first) };
    }

    /// <summary>The day on which the term of a seizure begins, so that it ends with the last of its days; empty when there is none.</summary>
    public static string StartOf(ExchangeRow row, SeizureTerm term) => !ExchangeValues.TryDay(row["CFQSSJ"], out var first) ? ""
        : ExchangeValues.TryDay(row["CFJSSJ"], out var last) && term.Months > 0 && first.AddMonths((int)term.Months) == last ? first.AddDays(1).ToString()
        : first.ToString();

    /// <summary>Whether a share is the whole.</summary>
    public static bool IsWhole(string share) => share.Length == 0 || (Share.TryParse(share, out var read, out _) && read == Share.One);
}
