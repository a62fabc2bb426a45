namespace Ledger.Chaincode.Tests;

/// <summary>A wall clock that a test sets; timers run on the real one.</summary>
public sealed class SettableClock : TimeProvider
{
    public ulong NowMs { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds((long)NowMs);
}
