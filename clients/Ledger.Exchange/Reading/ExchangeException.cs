namespace Ledger.Exchange;

/// <summary>A file that cannot be read: nothing of it is believed.</summary>
/// <param name="fault">Where and why.</param>
/// <param name="inner">The cause.</param>
public sealed class ExchangeException(ExchangeFault fault, Exception? inner = null)
    : Exception($"{fault.Placed.English} / {fault.Placed.Chinese}", inner)
{
    /// <summary>Where and why.</summary>
    public ExchangeFault Fault => fault;
}
