namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The machine's clock, set forward by hand.</summary>
internal sealed class SettableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
