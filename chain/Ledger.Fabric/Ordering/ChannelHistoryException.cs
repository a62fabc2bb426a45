namespace Ledger.Fabric;

/// <summary>What a channel holds is not this ledger's: another genesis, another history, or writes by somebody else. Nothing is read on.</summary>
public sealed class ChannelHistoryException : Exception
{
    internal ChannelHistoryException(string message)
        : base(message)
    {
    }
}
