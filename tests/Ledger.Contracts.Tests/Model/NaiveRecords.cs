using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Where a unit stands in the naive book.</summary>
internal enum NaiveStatus
{
    /// <summary>No title yet; its page may have notices.</summary>
    Unopened,

    /// <summary>A live title.</summary>
    Registered,

    /// <summary>The title ended.</summary>
    Ended,

    /// <summary>Split or merged away.</summary>
    Superseded,
}

/// <summary>A share and those who hold it together.</summary>
/// <param name="Share">Share of the unit.</param>
/// <param name="Members">Who holds it, by credit code or token, sorted.</param>
internal sealed record NaiveHolding(Ratio Share, SortedSet<string> Members)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Share} {string.Join("+", Members.Select(static member => member[..8]))}";
}

/// <summary>A mortgage on one unit.</summary>
/// <param name="Mortgage">The mortgage.</param>
internal sealed record NaiveLien(NaiveMortgage Mortgage)
{
    /// <summary>Whose share it lies on; none for the whole.</summary>
    public SortedSet<string> Holding { get; set; } = [];

    /// <summary>Its rank.</summary>
    public uint Rank { get; set; }

    /// <summary>Instant that orders it.</summary>
    public ulong RecordingMs { get; init; }
}

/// <summary>A seizure of one unit: what its documents say.</summary>
/// <param name="Document">Number of its document.</param>
/// <param name="Authority">Who seized.</param>
internal sealed record NaiveSeizure(string Document, string Authority)
{
    /// <summary>Whether it is a pre-seizure still.</summary>
    public bool IsPre { get; set; }

    /// <summary>Instant of delivery.</summary>
    public ulong DeliveryMs { get; init; }

    /// <summary>Months and days of its term, as they count.</summary>
    public (uint Months, uint Days) Term { get; init; }

    /// <summary>The first day that the document states; null for none.</summary>
    public Day? StatedFirst { get; init; }

    /// <summary>The day after the last that the document states; null for none.</summary>
    public Day? StatedEnd { get; init; }

    /// <summary>What kind of organ seized.</summary>
    public SeizureOrgan Organ { get; init; }

    /// <summary>Against whom.</summary>
    public SortedSet<string> Debtors { get; init; } = [];

    /// <summary>In whose holdings it stands; none for the whole unit.</summary>
    public SortedSet<string> Holders { get; init; } = [];

    /// <summary>Whether it is of the whole, in every holding.</summary>
    public bool IsOfWhole { get; init; }

    /// <summary>Renewals: instant of delivery, months and days.</summary>
    public List<(ulong DeliveryMs, uint Months, uint Days, Day? StatedEnd)> Renewals { get; init; } = [];

    /// <summary>Day on which it was lifted; null for not.</summary>
    public Day? Lifted { get; set; }

    /// <summary>Authority that may dispose of the unit in its place.</summary>
    public string HandedTo { get; set; } = "";

    /// <summary>Whether two stand in one holding.</summary>
    public bool Meets(NaiveSeizure other) => IsOfWhole || other.IsOfWhole || Holders.Overlaps(other.Holders);

    /// <summary>Whether it stands in a holding.</summary>
    public bool StandsIn(string holder) => IsOfWhole || Holders.Contains(holder);
}

/// <summary>A notice, objection, use right or lock: from when until when it counts.</summary>
/// <param name="Kind">Kind of encumbrance.</param>
/// <param name="Name">Proof or document by which it is known.</param>
internal sealed record NaiveRight(EncumbranceKind Kind, string Name)
{
    /// <summary>Instant of recording.</summary>
    public ulong RecordingMs { get; init; }

    /// <summary>Day on which it was cancelled or converted; null for not.</summary>
    public Day? Ended { get; set; }

    /// <summary>First day on which it counts no more by itself; null for none.</summary>
    public Day? Lapses { get; set; }

    /// <summary>Who has it.</summary>
    public SortedSet<string> Holders { get; set; } = [];

    /// <summary>Against whom it is.</summary>
    public SortedSet<string> Obligors { get; set; } = [];

    /// <summary>Contract of a notice, ground of an objection.</summary>
    public string Basis { get; init; } = "";

    /// <summary>Mortgage of a notice; empty for none.</summary>
    public string Mortgage { get; init; } = "";

    /// <summary>The other unit of an easement.</summary>
    public string Other { get; init; } = "";

    /// <summary>Whether it only benefits the unit, as an easement does the one that enjoys it.</summary>
    public bool IsBenefit { get; init; }

    /// <summary>Whether it is over on a day.</summary>
    public bool IsOverOn(Day day) => Ended <= day || Lapses <= day;
}

/// <summary>A contract or an instrument.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsContract">Whether it is a contract.</param>
internal sealed record NaiveBasis(string Number, bool IsContract)
{
    /// <summary>Kind of an instrument.</summary>
    public InstrumentKind Kind { get; init; }

    /// <summary>Signed, filed (or stated), registered, ended.</summary>
    public ContractState State { get; set; }

    /// <summary>Its units.</summary>
    public List<string> Units { get; init; } = [];

    /// <summary>By unit: who takes.</summary>
    public Dictionary<string, SortedSet<string>> Takers { get; } = [];

    /// <summary>Who takes and who gives, over all units.</summary>
    public List<PartyAcrossUnits> TakersAcross { get; } = [];

    /// <inheritdoc cref="TakersAcross"/>
    public List<PartyAcrossUnits> GiversAcross { get; } = [];

    /// <summary>Whether its units are under deal by it as long as it is alive.</summary>
    public bool TakesDeal { get; init; }

    /// <summary>The counterpart of an exchange.</summary>
    public string Pair { get; init; } = "";

    /// <summary>Whether it may still be recorded.</summary>
    public bool IsAlive => State is ContractState.Signed or ContractState.Filed;

    /// <summary>Accounts of its taxes.</summary>
    public NaiveTaxes? Taxes { get; set; }
}

/// <summary>The taxes of a basis.</summary>
internal sealed class NaiveTaxes
{
    /// <summary>Assessed, paid and refunded by account.</summary>
    public SortedDictionary<string, (ulong Owed, ulong Paid, ulong Refunded, bool Assessed)> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Exempted accounts with their codes.</summary>
    public Dictionary<string, string> Exempted { get; } = [];

    /// <summary>Lines of vouchers: amount and refunded.</summary>
    public Dictionary<string, (string Account, ulong Amount, ulong Refunded)> Lines { get; } = [];

    /// <summary>Whether accounts may differ after the transfer: by a later assessment, a swap of homes or a court.</summary>
    public bool MayDiffer { get; set; }
}

/// <summary>A mortgage.</summary>
/// <param name="Name">Mortgagee and contract number.</param>
internal sealed record NaiveMortgage(string Name)
{
    /// <summary>Where it stands.</summary>
    public MortgageState State { get; set; }

    /// <summary>Present terms.</summary>
    public MortgageTerms Terms { get; set; } = new();

    /// <summary>Units of its contract, by code with whose holding is mortgaged.</summary>
    public SortedDictionary<string, SortedSet<string>> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>Units that were released one by one.</summary>
    public HashSet<string> Released { get; } = [];

    /// <summary>Whether it goes on with what becomes of a unit: what is released stays behind and waits for its cancellation.</summary>
    public bool GoesOn(string unit) => State == MortgageState.Registered && !Released.Contains(unit);

    /// <summary>Whether it is live in the book.</summary>
    public bool IsLive => State is MortgageState.Registered or MortgageState.ReleaseInstructed;
}

/// <summary>Money under supervision.</summary>
/// <param name="Contract">The contract.</param>
internal sealed record NaiveFund(string Contract)
{
    /// <summary>What has arrived.</summary>
    public ulong Arrived { get; set; }

    /// <summary>What was paid out.</summary>
    public ulong Released { get; set; }

    /// <summary>What has to happen before the seller is paid.</summary>
    public ReleaseCondition Condition { get; init; }
}

/// <summary>A unit.</summary>
/// <param name="Code">Its code.</param>
internal sealed record NaiveUnit(string Code)
{
    /// <summary>Where it stands.</summary>
    public NaiveStatus Status { get; set; }

    /// <summary>Who holds what.</summary>
    public List<NaiveHolding> Holdings { get; set; } = [];

    /// <summary>Registered area.</summary>
    public ulong Area { get; set; }

    /// <summary>What led to the title; empty for an opening.</summary>
    public string Basis { get; set; } = "";

    /// <summary>Since when each kind is known.</summary>
    public SortedDictionary<EncumbranceKind, uint> Since { get; } = [];

    /// <summary>Units it was made of, and those it became.</summary>
    public SortedSet<string> Predecessors { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc cref="Predecessors"/>
    public SortedSet<string> Successors { get; } = new(StringComparer.Ordinal);

    /// <summary>Seizures in the order of the queue.</summary>
    public List<NaiveSeizure> Seizures { get; set; } = [];

    /// <summary>Mortgages in order.</summary>
    public List<NaiveLien> Liens { get; set; } = [];

    /// <summary>Notices, objections, use rights, locks.</summary>
    public List<NaiveRight> Rights { get; set; } = [];

    /// <summary>Everyone who owns a part.</summary>
    public IEnumerable<string> Owners => Holdings.SelectMany(static holding => holding.Members).Distinct();
}
