namespace Ledger.Exchange;

/// <summary>How the values of an attribute are written.</summary>
public enum ValueKind
{
    /// <summary>Text, also code and number of a case.</summary>
    Text,

    /// <summary>万元 with four decimals.</summary>
    Money,

    /// <summary>元, of fees.</summary>
    Yuan,

    /// <summary>m² with two decimals.</summary>
    Area,

    /// <summary>Another decimal number.</summary>
    Decimal,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Day and time, yyyy-MM-ddTHH:mm:ss at UTC+8.</summary>
    Instant,

    /// <summary>A day, written like an instant or as yyyy-MM-dd.</summary>
    Day,

    /// <summary>Code of a unit, 28 characters.</summary>
    Unit,

    /// <summary>Certificate or proof numbers, several joined.</summary>
    Certificates,
}
