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
        return new(
            $"{mode.Chinese}，第{row.Rank}顺位，抵押权人{row.Id?.Mortgagee}，合同{row.Id?.ContractNumber}，金额{amount.Chinese}"
                + (joint ? $"（由{row.Units}个单元共同担保）" : "")
                + (terms.TransferRestricted ? "，约定禁止或限制转让" : "")
                + $"，{Date(row.RecordingDate)}登簿",
            $"{mode.English}, rank {row.Rank}, mortgagee {row.Id?.Mortgagee}, contract {row.Id?.ContractNumber}, amount {amount.English}"
                + (joint ? $" (secured on {row.Units} units together)" : "")
                + (terms.TransferRestricted ? ", transfer restricted" : "")
                + $", recorded {Date(row.RecordingDate)}");
    }

    private static Wording Amount(ulong fen)
        => Money.TryFromFen(fen, out var money, out _) ? money.ToDisplay() : new("（超出范围）", "(out of range)");

    private static string Date(uint number) => Day.TryFromNumber(number, out var day, out _) ? day.ToString() : number.ToString(provider: null);
}
