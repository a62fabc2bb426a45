namespace Ledger.Contracts;

/// <summary>How far a basis has come, whatever it is.</summary>
internal enum BasisState
{
    /// <summary>There is none under the number.</summary>
    Absent,

    /// <summary>A contract that is signed and not filed.</summary>
    Signed,

    /// <summary>A filed contract, a stated instrument: what it says may be taxed and recorded.</summary>
    Ready,

    /// <summary>Its transfer is recorded.</summary>
    Registered,

    /// <summary>Revoked or withdrawn.</summary>
    Ended,
}
