namespace Ledger.Fabric.Protocol;

/// <summary>Names of a key's metadata that Fabric itself gives a meaning.</summary>
public static class StateMetadataName
{
    /// <summary>The endorsement policy of one key: an <c>ApplicationPolicy</c> that stands above the chaincode's.</summary>
    public const string ValidationParameter = "VALIDATION_PARAMETER";
}
