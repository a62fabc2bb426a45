using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Encumbrances in words, for people.</summary>
internal static class EncumbranceWords
{
    public static Encumbrance Of(UnitCode unit, MortgageRow row)
    {
        var terms = row.Terms ?? new();
        var amount = Amount(terms.AmountFen);
        var mode = MortgageModes.NameOf(terms.Mode);
        var joint = row.Units > 1;
        return new(
            unit,
            new(
                $"{mode.Chinese}，第{row.Rank}顺位，抵押权人{row.Id?.Mortgagee}，合同{row.Id?.ContractNumber}，金额{amount.Chinese}"
                    + (joint ? $"（由{row.Units}个单元共同担保）" : "")
                    + (terms.TransferRestricted ? "，约定禁止或限制转让" : "")
                    + $"，{Date(row.RecordingDate)}登簿",
                $"{mode.English}, rank {row.Rank}, mortgagee {row.Id?.Mortgagee}, contract {row.Id?.ContractNumber}, amount {amount.English}"
                    + (joint ? $" (secured on {row.Units} units together)" : "")
                    + (terms.TransferRestricted ? ", transfer restricted" : "")
                    + $", recorded {Date(row.RecordingDate)}"),
            row,
            Seizure: null,
            Queued: false);
    }

    public static Encumbrance Of(UnitCode unit, SeizurePlace place, bool queued)
    {
        var row = place.Row;
        var kind = SeizureKinds.NameOf(row.Kind, queued);
        var last = place.End.AddDays(-1);
        return new(
            unit,
            new(
                $"{kind.Chinese}，机关{row.Authority}，文号{row.DocumentNumber}，" + (queued ? $"预计{place.Start}至{last}" : $"{place.Start}至{last}"),
                $"{kind.English}, authority {row.Authority}, document {row.DocumentNumber}, " + (queued ? $"expected {place.Start} to {last}" : $"{place.Start} to {last}")),
            Mortgage: null,
            place,
            queued);
    }

    private static Wording Amount(ulong fen)
        => Money.TryFromFen(fen, out var money, out _) ? money.ToDisplay() : new("（超出范围）", "(out of range)");

    private static string Date(uint number) => Day.TryFromNumber(number, out var day, out _) ? day.ToString() : number.ToString(provider: null);
}
