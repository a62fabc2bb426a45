namespace Ledger.Import;

/// <summary>A recorded sale that a row changes or takes back.</summary>
/// <param name="Old">The sale.</param>
/// <param name="Change">What the register says of it.</param>
/// <param name="Stage">How far it is taken back.</param>
internal sealed record TakenSale(KnownSale Old, RowChange Change, TakeBackStage Stage);
