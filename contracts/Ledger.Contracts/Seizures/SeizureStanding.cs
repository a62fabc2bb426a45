namespace Ledger.Contracts;

/// <summary>How a seizure stands on a day.</summary>
internal enum SeizureStanding
{
    /// <summary>In force.</summary>
    Active,

    /// <summary>Waits for the end of the one before (轮候).</summary>
    Queued,

    /// <summary>Its term is over; still on the page because nothing was recorded since.</summary>
    Lapsed,
}
