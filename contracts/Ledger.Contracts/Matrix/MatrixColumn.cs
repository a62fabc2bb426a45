using System.Diagnostics.CodeAnalysis;

namespace Ledger.Contracts;

/// <summary>What a flow may be asked about a unit: the columns of the severity matrix, by their letters.</summary>
[SuppressMessage("Design", "CA1027", Justification = "Columns are no flags.")]
public enum MatrixColumn
{
    /// <summary>A seizure is active on the unit (C-29).</summary>
    S,

    /// <summary>A pre-seizure is active on the unit (C-29).</summary>
    P,

    /// <summary>A seizure is active on the unit's parcel (C-29).</summary>
    L,

    /// <summary>A mortgage is live (C-46, C-47).</summary>
    M,

    /// <summary>A construction or land mortgage covers the unit (C-53).</summary>
    B,

    /// <summary>An advance notice of another is live (C-34).</summary>
    N,

    /// <summary>An objection counts (C-37).</summary>
    O,

    /// <summary>A right of residence is live (C-61).</summary>
    H,

    /// <summary>An easement is live (C-62).</summary>
    E,

    /// <summary>A lock counts on the unit or its parcel (C-63).</summary>
    K,

    /// <summary>A correction is open (C-39).</summary>
    C,

    /// <summary>Another case is open on the unit (C-04).</summary>
    J,

    /// <summary>A contract is live whose buyer is not the acting party (C-85).</summary>
    D,

    /// <summary>The taxes are cleared (C-14, C-15).</summary>
    T,

    /// <summary>The supervised funds have arrived (C-59).</summary>
    F,
}
