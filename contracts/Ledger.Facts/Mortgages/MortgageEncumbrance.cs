using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Mortgages on an encumbrance page. One counts until it is cancelled: it has no end of its own.</summary>
internal sealed class MortgageEncumbrance : IEncumbranceKind
{
    /// <inheritdoc/>
    public EncumbranceKind Kind => EncumbranceKind.Mortgage;

    /// <inheritdoc/>
    public Wording Row => new("抵押行", "mortgage row");

    /// <inheritdoc/>
    public IEnumerable<Encumbrance> At(UnitCode unit, EncumbrancePage page, Day day)
        => page.Mortgages.Select(row => new Encumbrance(unit, Kind, Text(row), row, Queued: false));

    /// <inheritdoc/>
    public IEnumerable<DocumentRoot?> Documents(EncumbrancePage page) => page.Mortgages.Select(row => row.Document);

    private static Wording Text(MortgageRow row)
    {
        var terms = row.Terms ?? new();
        var amount = Amount(terms.AmountFen);
        var mode = MortgageModes.NameOf(terms.Mode);
        var joint = row.Units > 1;
        var determined = row.DeterminedDate == 0 ? new("", "") : Amount(row.DeterminedFen);
        var share = row.Holding.Count == 0 || row.Share is null ? "" : $"{row.Share.Numerator}/{row.Share.Denominator}";
        return new(
            $"{mode.Chinese}，第{row.Rank}顺位，抵押权人{MortgageeOf(row).Chinese}，合同{ContractOf(row).Chinese}，金额{amount.Chinese}"
                + (joint ? $"（由{row.Units}个单元共同担保）" : "")
                + (row.DeterminedDate == 0 ? "" : $"，{Date(row.DeterminedDate)}确定为{determined.Chinese}")
                + (share.Length == 0 ? "" : $"，抵押份额{share}")
                + (row.Object == MortgageObject.Construction ? "，在建建筑物" : "")
                + (terms.TransferRestricted ? "，约定禁止或限制转让" : "")
                + $"，{Date(row.RecordingDate)}登簿",
            $"{mode.English}, rank {row.Rank}, mortgagee {MortgageeOf(row).English}, contract {ContractOf(row).English}, amount {amount.English}"
                + (joint ? $" (secured on {row.Units} units together)" : "")
                + (row.DeterminedDate == 0 ? "" : $", determined {Date(row.DeterminedDate)} at {determined.English}")
                + (share.Length == 0 ? "" : $", share {share}")
                + (row.Object == MortgageObject.Construction ? ", under construction" : "")
                + (terms.TransferRestricted ? ", transfer restricted" : "")
                + $", recorded {Date(row.RecordingDate)}");
    }

    private static Wording MortgageeOf(MortgageRow row)
        => row.Id is { Token.Length: > 0 } ? new("（自然人）", "(a private lender)") : new(row.Id?.Mortgagee ?? "", row.Id?.Mortgagee ?? "");

    private static Wording Amount(ulong fen)
        => Money.TryFromFen(fen, out var money, out _) ? money.ToDisplay() : new("（超出范围）", "(out of range)");

    private static string Date(uint number) => Day.TryFromNumber(number, out var day, out _) ? day.ToString() : number.ToString(provider: null);

    private static Wording ContractOf(MortgageRow row) => row.Id is { Part: > 0 } id
        ? new($"{id.ContractNumber}第{id.Part}部分", $"{id.ContractNumber}, part {id.Part}")
        : new(row.Id?.ContractNumber ?? "", row.Id?.ContractNumber ?? "");
}
