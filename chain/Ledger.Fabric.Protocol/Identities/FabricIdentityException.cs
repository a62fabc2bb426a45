namespace Ledger.Fabric.Protocol;

/// <summary>An identity cannot be loaded: a file is absent, unreadable, or holds something else. The message says which and what was wanted.</summary>
public sealed class FabricIdentityException : Exception
{
    /// <summary>Makes the error.</summary>
    public FabricIdentityException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
