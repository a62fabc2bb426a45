using System.Globalization;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Amounts as people write them.</summary>
internal static class Yuan
{
    /// <summary>An amount.</summary>
    public static AmountInput Of(decimal yuan) => new() { Value = yuan.ToString("0.00", CultureInfo.InvariantCulture) };

    /// <summary>An amount; none where it is nothing.</summary>
    public static AmountInput? OfSome(decimal yuan) => yuan == 0 ? null : Of(yuan);

    /// <summary>An amount of the ledger.</summary>
    public static AmountInput OfFen(ulong fen) => Of(fen / 100m);
}
