using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What a transfer, its taxes and its case rest on: a sale contract, or an instrument of another reason. Both name units, who
/// gives and who takes what, a value and a day, and end in a transfer; taxes and transfers read them by this.
/// </summary>
internal sealed class Basis
{
    private Basis(string number, PageView<ContractPage> contract, PageView<InstrumentPage> instrument, bool isContract)
        => (Number, Contract, Instrument, IsContract) = (number, contract, instrument, isContract);

    /// <summary>Number of the contract or instrument.</summary>
    public string Number { get; }

    /// <summary>Whether it is a sale contract, by the form of its number.</summary>
    public bool IsContract { get; }

    /// <summary>The contract's page; absent for an instrument.</summary>
    public PageView<ContractPage> Contract { get; }

    /// <summary>The instrument's page; absent for a contract.</summary>
    public PageView<InstrumentPage> Instrument { get; }

    /// <summary>Key of its page.</summary>
    public string Key => IsContract ? Contract.Key : Instrument.Key;

    /// <summary>Whether it is on the ledger.</summary>
    public bool Exists => Contract.Body is not null || Instrument.Body is not null;

    /// <summary>Kind of the instrument; unspecified for a contract.</summary>
    public InstrumentKind Kind => Instrument.Body?.Kind ?? InstrumentKind.Unspecified;

    /// <summary>Letter of its kind: A or B of a contract, else of <see cref="InstrumentKinds"/>; a space when it is absent.</summary>
    public char Letter => Contract.Body is { } contract ? contract.Kind == ContractKind.NewBuild ? 'A' : 'B'
        : Instrument.Body is { } instrument ? InstrumentKinds.LetterOf(instrument.Kind)
        : ' ';

    /// <summary>How far it has come.</summary>
    public BasisState State => Contract.Body is { } contract
        ? contract.State switch
        {
            _ when ContractStands.IsReady(contract) => BasisState.Ready,
            ContractState.Signed => BasisState.Signed,
            ContractState.Registered => BasisState.Registered,
            _ => BasisState.Ended,
        }
        : Instrument.Body is { } instrument
            ? instrument.State switch
            {
                InstrumentState.Stated => BasisState.Ready,
                InstrumentState.Registered => BasisState.Registered,
                _ => BasisState.Ended,
            }
            : BasisState.Absent;

    /// <summary>The units with what is given and taken of each, sorted by code.</summary>
    public IReadOnlyList<ContractUnit> Units => Contract.Body?.Units ?? Instrument.Body?.Units ?? [];

    /// <summary>Who gives: sellers, donors, the deceased.</summary>
    public IReadOnlyList<PartyAcrossUnits> Givers => Contract.Body?.Sellers ?? Instrument.Body?.Givers ?? [];

    /// <summary>Who takes: buyers, donees, heirs.</summary>
    public IReadOnlyList<PartyAcrossUnits> Takers => Contract.Body?.Buyers ?? Instrument.Body?.Takers ?? [];

    /// <summary>Price or value of all units together, fen; 0 = none.</summary>
    public ulong ValueFen => Contract.Body?.PriceFen ?? Instrument.Body?.ValueFen ?? 0;

    /// <summary>Day of signing or of effect: the liability arises.</summary>
    public uint Date => Contract.Body?.SigningDate ?? Instrument.Body?.Date ?? 0;

    /// <summary>Day of filing; 0 = not filed, or an instrument, which needs none.</summary>
    public uint Filed => Contract.Body?.FilingDate ?? 0;

    /// <summary>Day of its end without a transfer; 0 = none.</summary>
    public uint Ended => Contract.Body?.Ended ?? Instrument.Body?.Ended ?? 0;

    /// <summary>How often it was amended or stated anew.</summary>
    public uint Version => Contract.Body is { } contract ? ContractStands.VersionOf(contract) : Instrument.Body?.Version ?? 0;

    /// <summary>Mortgagees' consents and notices for it.</summary>
    public IReadOnlyList<MortgageeNote> MortgageeNotes => Contract.Body?.MortgageeNotes ?? Instrument.Body?.MortgageeNotes ?? [];

    /// <summary>Reads the page that a number names.</summary>
    public static Basis Read(Book book, string number)
    {
        var instrument = OfficeNumber.TryParse(number, book.City.Grammar, out _, out _);
        return new(
            number,
            instrument ? new(PageKeys.Contract(number), null, default) : book.Contract(number),
            instrument ? book.Instrument(number) : new(PageKeys.Instrument(number), null, default),
            !instrument);
    }

    /// <summary>Reads the page that a number names and, of an exchange, the other side's instrument behind it.</summary>
    public static IReadOnlyList<Basis> ReadWithPair(Book book, string number)
    {
        var basis = Read(book, number);
        return basis.Instrument.Body?.Pair is { Length: > 0 } pair ? [basis, Read(book, pair)] : [basis];
    }

    /// <summary>One of its units with the pages of that unit.</summary>
    /// <param name="index">Place of the unit.</param>
    /// <param name="pages">The unit's pages.</param>
    public UnitSale Sale(int index, UnitPages pages) => new(Units[index], index, Givers, Takers, pages);

    /// <summary>Place of a unit in it; -1 when it does not name the unit.</summary>
    public int IndexOf(string unitCode)
    {
        for (var i = 0; i < Units.Count; i++)
        {
            if (Units[i].UnitCode == unitCode)
                return i;
        }

        return -1;
    }

    /// <summary>Brings it to its end: its transfer is recorded.</summary>
    public void WriteRegistered(Book book, Act act, Recording recording)
    {
        if (Contract.Body is { } contract)
        {
            var page = contract.Clone();
            page.State = ContractState.Registered;
            page.Registered = recording.RecordingDate;
            page.Document = act.Document;
            book.Write(Contract.Key, page);
        }
        else
        {
            var page = Instrument.Body!.Clone();
            page.State = InstrumentState.Registered;
            page.Registered = recording.RecordingDate;
            page.Document = act.Document;
            book.Write(Instrument.Key, page);
        }
    }

    /// <summary>A value of its page, for a finding.</summary>
    public FindingValue Says(Wording label, object? value) => IsContract ? Contract.Says(label, value) : Instrument.Says(label, value);

    /// <summary>A day of its page, for comparisons.</summary>
    public DatedFact Dated(Wording label, uint day)
        => IsContract ? DatedFact.Recorded(Contract, label, day) : DatedFact.Recorded(Instrument, label, day);

    /// <summary>The state as its page has it.</summary>
    public FindingValue SaysState => Says(new("状态", "state"), (object?)Contract.Body?.State ?? Instrument.Body?.State);
}
