using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A small town: few people and units, all departments, a clock. Makers of acts draw on it.</summary>
internal sealed class Town : IDisposable
{
    private const string LandCode = "441900004001GB00012";

    private static readonly ConcurrentDictionary<(TestParty Party, string Unit), Party> Known = new();
    private static readonly ConcurrentDictionary<(string Unit, string Key), TestParty> Names = new();

    private readonly ECDsa approverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Dictionary<string, SortedSet<string>> keys = [];
    private int serial;

    /// <summary>A town on an empty ledger of profile 2, on a morning in October 2025.</summary>
    public Town()
    {
        Ledger = TestLedger.Two();
        Ledger.Counter.Open = false;
        Ledger.TimeMs = (ulong)Day.Of(2025, 10, 9).StartMilliseconds + (9 * 3_600_000);
    }

    /// <summary>The ledger.</summary>
    public TestLedger Ledger { get; }

    /// <summary>The naive book beside it.</summary>
    public NaiveBook Book { get; } = new();

    /// <summary>The land.</summary>
    public static string Land => LandCode + "W00000000";

    /// <summary>The building that is sold before it is built.</summary>
    public static string Building => LandCode + "F0001";

    /// <summary>Its flats.</summary>
    public static IReadOnlyList<string> NewFlats { get; } = [.. Enumerable.Range(101, 3).Select(number => $"{Building}{number:D4}")];

    /// <summary>Flats of the old book.</summary>
    public static IReadOnlyList<string> OldFlats { get; } = [.. Enumerable.Range(101, 3).Select(number => $"{LandCode}F0002{number:D4}")];

    /// <summary>A garage of the old book, with a code of its own.</summary>
    public static string Garage => LandCode + "F00030001";

    /// <summary>Persons.</summary>
    public static IReadOnlyList<TestParty> Persons { get; } = [TestParty.An, TestParty.Bo, TestParty.Chen, TestParty.Dai];

    /// <summary>Everybody.</summary>
    public static IReadOnlyList<TestParty> Everybody { get; } = [.. Persons, TestParty.Developer];

    /// <summary>Who approves exceptions in each department.</summary>
    public static IReadOnlyList<(Member Department, ByteString Fingerprint)> Approvers { get; } =
        [(Members.Registration, CaseFile.Approver), (Members.Transaction, Acts.Bytes(61)), (Members.Tax, Acts.Bytes(62))];

    /// <summary>Banks.</summary>
    public static IReadOnlyList<Member> Banks { get; } = [Members.BankA, Members.BankB];

    /// <summary>Courts and police.</summary>
    public static IReadOnlyList<string> Authorities { get; } = [SeizureBook.Court, SeizureBook.Police];

    /// <summary>The cases that were accepted and wait.</summary>
    public List<OpenCase> Cases { get; } = [];

    /// <summary>What would pass by exception: rule, event, what it is about, and what stands in the way.</summary>
    public List<(string Rule, string Event, string Subject, string Restriction)> Wanted { get; } = [];

    /// <summary>Exceptions that were approved.</summary>
    public List<ExceptionApproved> Exceptions { get; } = [];

    /// <summary>Values of fields that were accepted, by the field's name: for acts that repeat them.</summary>
    public Dictionary<string, List<string>> Seen { get; } = [];

    /// <summary>Keys of the pages of a kind, sorted.</summary>
    public IReadOnlyCollection<string> Keys(string kind) => keys.GetValueOrDefault(kind) ?? [];

    /// <summary>Notes which pages there are.</summary>
    public void Note(IEnumerable<string> changed)
    {
        foreach (var key in changed)
        {
            var kind = key[..(key.IndexOf('/', StringComparison.Ordinal) + 1)];
            if (!keys.TryGetValue(kind, out var known))
                keys.Add(kind, known = new(StringComparer.Ordinal));
            known.Add(key);
        }
    }

    /// <summary>Day of the clock.</summary>
    public Day Today => Day.At(Ledger.TimeMs);

    /// <summary>The party as a unit sees it.</summary>
    public static Party At(TestParty party, string unit) => Known.GetOrAdd((party, unit), static pair =>
    {
        var seen = pair.Party.At(pair.Unit);
        Names.TryAdd((pair.Unit, NaiveBook.KeyOf(seen)), pair.Party);
        return seen;
    });

    /// <summary>The party across units.</summary>
    public static PartyAcrossUnits Across(TestParty party, IEnumerable<string> units)
    {
        List<Party> seen = [.. units.Select(unit => At(party, unit))];
        var across = new PartyAcrossUnits { Kind = seen[0].Kind, IdentityClass = seen[0].IdentityClass, CreditCode = seen[0].CreditCode };
        if (!party.IsOrganisation)
            across.Tokens.AddRange(seen.Select(one => one.Token));
        return across;
    }

    /// <summary>Who a party of a unit is; null for a stranger.</summary>
    public static TestParty? Who(Party party, string unit)
    {
        foreach (var person in Everybody)
            At(person, unit);
        return Names.GetValueOrDefault((unit, NaiveBook.KeyOf(party)));
    }

    /// <summary>Parties in the order of the ledger.</summary>
    public static IEnumerable<Party> Sorted(IEnumerable<Party> parties) => parties.Distinct().Order(Comparer<Party>.Create(PartyOrder.Compare));

    /// <inheritdoc cref="Sorted(IEnumerable{Party})"/>
    public static IEnumerable<PartyAcrossUnits> Sorted(IEnumerable<PartyAcrossUnits> parties)
        => parties.Distinct().Order(Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare));

    /// <summary>The live title of a unit; null for none.</summary>
    public TitlePage? Title(string unit) => Ledger.Read<TitlePage>(PageKeys.Title(unit)) is { Status: TitleStatus.Registered } title ? title : null;

    /// <summary>The encumbrances of a unit; an empty page for none.</summary>
    public EncumbrancePage Encumbrances(string unit) => Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit)) ?? new();

    /// <summary>Owners of a unit; nobody where one is a stranger.</summary>
    public List<TestParty> Owners(string unit)
    {
        List<TestParty?> owners = [.. (Title(unit)?.Owners ?? []).Select(owner => Who(owner.Party, unit)).Distinct()];
        return owners.Contains(null) ? [] : [.. owners.OfType<TestParty>()];
    }

    /// <summary>Units with a live title, without the land.</summary>
    public IReadOnlyList<string> Live
        => [.. Book.Units.Values.Where(unit => unit.Status == NaiveStatus.Registered && unit.Code != Land).Select(unit => unit.Code)];

    /// <summary>The next serial.</summary>
    public int Next() => ++serial;

    /// <summary>A new business number.</summary>
    public string Business() => $"{Today.Number}{Next():D6}";

    /// <summary>A new certificate of title.</summary>
    public CertificateId Certificate(int? year = null) => new() { Number = $"粤（{year ?? Today.Year}）东莞不动产权第{Next():D7}号" };

    /// <summary>A new registration proof.</summary>
    public CertificateId Proof() => new() { Number = $"粤（{Today.Year}）东莞不动产证明第{Next():D7}号" };

    /// <summary>A court's document.</summary>
    public string Document() => $"（{Today.Year}）粤1971执保{Next()}号";

    /// <summary>Acceptance and recording, now or a little before.</summary>
    public Recording Recording(Lots lots)
    {
        var start = (ulong)Today.StartMilliseconds;
        var recorded = Math.Max(start, Ledger.TimeMs - ((ulong)lots.Below(30) * 60_000));
        return new()
        {
            AcceptanceNumber = $"{Today.Number}{Next():D4}",
            AcceptanceTimeMs = Math.Max(start, recorded - ((ulong)lots.Below(90) * 60_000)),
            RecordingDate = Today.Number,
            Recorder = Acts.Bytes(4),
            RecordingMs = recorded,
            Reviewer = Counter.Reviewer,
            Town = Counter.Town,
        };
    }

    /// <summary>Acceptance, review and acts of one case in one envelope (即时办结), or its acceptance alone.</summary>
    public Draft Case(Lots lots, string basis, params IReadOnlyList<IMessage> acts)
    {
        var recording = RecordingOf(acts[0]);
        var application = new ApplicationAccepted
        {
            Act = Acts.Of(),
            AcceptanceNumber = recording.AcceptanceNumber,
            AcceptanceMs = recording.AcceptanceTimeMs,
            Town = Counter.Town,
            ExecutingTown = Counter.Town,
            Basis = basis,
            Channel = CaseChannel.Counter,
            Part = 1,
            Parts = 1,
        };
        var done = acts.SelectMany(act => Ledger.ActsOf(Members.Registration, act)).DistinctBy(act => act.BusinessNumber).ToList();
        application.Flows.AddRange(done
            .Select(act => new CaseFlow { Flow = act.Flow, UnitCode = act.UnitCode, BusinessNumber = act.BusinessNumber })
            .OrderBy(flow => flow.UnitCode, StringComparer.Ordinal).ThenBy(flow => flow.Flow).ThenBy(flow => flow.BusinessNumber, StringComparer.Ordinal));
        foreach (var unit in application.Flows.Select(flow => flow.UnitCode).Distinct())
        {
            var row = new UnitApplicants { UnitCode = unit };
            row.Parties.AddRange(Sorted(ApplicantsOf(unit, acts)));
            application.Applicants.Add(row);
        }

        if (done.Count == 0 || !lots.Chance(15))
            return new(Members.Registration, [application, Review(application.AcceptanceNumber), .. acts]);
        return new(Members.Registration, [application]) { Taken = () => Cases.Add(new(application, acts)) };
    }

    /// <summary>The review of a case.</summary>
    public CaseReviewed Review(string number)
    {
        var e = new CaseReviewed
        {
            Act = Acts.Of(),
            AcceptanceNumber = number,
            Date = Today.Number,
            Reviewer = Counter.Reviewer,
            Result = ReviewResult.Pass,
            Step = 1,
        };
        e.Act.Operator = Counter.Reviewer;
        return e;
    }

    /// <summary>The recording of an act on the book.</summary>
    public static Recording RecordingOf(IMessage act) => (Recording)act.Descriptor.FindFieldByNumber(2).Accessor.GetValue(act);

    /// <summary>The act that every event carries.</summary>
    public static Act ActOf(IMessage e) => (Act)e.Descriptor.FindFieldByNumber(1).Accessor.GetValue(e);

    /// <summary>A signed exception.</summary>
    public ExceptionApproved Exception(Member signer, (string Rule, string Event, string Subject, string Restriction) wanted, int days)
    {
        var e = new ExceptionApproved
        {
            Act = Acts.Of(),
            Number = $"EX{Today.Number}{Next():D4}",
            Rule = wanted.Rule,
            Event = wanted.Event,
            Subject = wanted.Subject,
            Restriction = wanted.Restriction,
            Ground = "COURT_NOTICE",
            Approver = Approvers.First(approver => approver.Department.Equals(signer)).Fingerprint,
            Until = Today.AddDays(days).Number,
        };
        e.Signature = ByteString.CopyFrom(new EcdsaSigner(approverKey).SignDigest(ExceptionSignature.Hash(TestLedger.Origin, e)));
        return e;
    }

    /// <summary>Enrolment of the registry's staff, the first acts of a town.</summary>
    public IEnumerable<Draft> Beginning()
    {
        yield return new(Members.Registration, [Enrolment(Counter.Operator, StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue)]);
        yield return new(Members.Registration, [Enrolment(Counter.Reviewer, StaffDuty.Review)]);
        var approver = Enrolment(CaseFile.Approver, StaffDuty.Approve);
        foreach (var (department, fingerprint) in Approvers)
        {
            var one = approver.Clone();
            one.Fingerprint = fingerprint;
            yield return new(department, [one]);
        }
    }

    private StaffEnrolled Enrolment(ByteString fingerprint, params StaffDuty[] duties)
    {
        var e = new StaffEnrolled { Act = Acts.Of(), Fingerprint = fingerprint, Town = Counter.Town, From = 20200101, Until = 20990101 };
        e.Duties.AddRange(duties);
        if (duties.Any(duty => duty is StaffDuty.Review or StaffDuty.Approve))
            e.PublicKey = ByteString.CopyFrom(approverKey.ExportSubjectPublicKeyInfo());
        return e;
    }

    /// <inheritdoc/>
    public void Dispose() => approverKey.Dispose();

    private IEnumerable<Party> ApplicantsOf(string unit, IReadOnlyList<IMessage> acts)
    {
        foreach (var transfer in acts.OfType<TransferRecorded>().SelectMany(act => act.Units).Where(known => known.UnitCode == unit))
            return transfer.Sellers.Select(seller => seller.Party).Concat(transfer.Buyers.Select(buyer => buyer.Party));
        foreach (var transfer in acts.OfType<CourtTransferRecorded>().SelectMany(act => act.Units).Where(known => known.UnitCode == unit))
            return transfer.Buyers.Select(buyer => buyer.Party);
        var owners = (Title(unit)?.Owners ?? []).Select(owner => owner.Party).ToList();
        return owners.Count > 0 ? owners : [At(TestParty.Developer, unit)];
    }
}

/// <summary>A case that was accepted and not recorded.</summary>
/// <param name="Application">Its acceptance.</param>
/// <param name="Acts">What it was accepted for.</param>
internal sealed record OpenCase(ApplicationAccepted Application, IReadOnlyList<IMessage> Acts);
