namespace Ledger.Exchange;

/// <summary>What a right row tells of.</summary>
public enum ExchangeActKind
{
    /// <summary>A title: first registration, transfer, change or correction.</summary>
    Title,

    /// <summary>A mortgage is entered or changed.</summary>
    Mortgage,

    /// <summary>An advance notice is entered.</summary>
    Notice,

    /// <summary>An objection is entered.</summary>
    Objection,

    /// <summary>A seizure is entered or renewed.</summary>
    Seizure,

    /// <summary>An easement is entered.</summary>
    Easement,

    /// <summary>A restriction of the administration is entered.</summary>
    Lock,

    /// <summary>Something else is entered: a right that the ledger has no page for.</summary>
    Other,

    /// <summary>Something ends; the act before it says what.</summary>
    End,
}
