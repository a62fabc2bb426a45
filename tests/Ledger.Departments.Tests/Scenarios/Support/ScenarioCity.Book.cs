using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <content>The book: what of it stands when a story begins, and what the ledger says of it.</content>
internal sealed partial class ScenarioCity
{
    private static readonly EncumbranceKind[] Kinds = [.. Enum.GetValues<EncumbranceKind>().Where(static kind => kind != EncumbranceKind.Unspecified)];

    private readonly UnitKeys keys = new(epoch: 1, TestCity.ConsortiumKey);

    /// <summary>A unit of the old book.</summary>
    public OldUnit Unit(string code, params Stake[] owners) => new(this, code, owners);

    /// <summary>Takes units over from the old book, one envelope each.</summary>
    public async Task OpenAsync(params OldUnit[] units)
    {
        foreach (var unit in units)
            (await Registration(unit.Migration())).Ok();
    }

    /// <summary>The message of a page; null when absent.</summary>
    public T? Read<T>(string key)
        where T : class, IMessage<T>, new()
        => City.Peer.Reader.ReadPage(key) is { } page ? Log.Canonical.Parse<T>(V1.Page.Parser.ParseFrom(page).Body.Span) : null;

    /// <summary>The title page of a unit.</summary>
    public TitlePage Title(string unit) => Read<TitlePage>(PageKeys.Title(unit))!;

    /// <summary>The encumbrance page of a unit.</summary>
    public EncumbrancePage Encumbrances(string unit) => Read<EncumbrancePage>(PageKeys.Encumbrances(unit)) ?? new();

    /// <summary>The page of a contract.</summary>
    public ContractPage Contract(string number) => Read<ContractPage>(PageKeys.Contract(number))!;

    /// <summary>The page of a certificate or proof.</summary>
    public CertificatePage CertificatePage(string number) => Read<CertificatePage>(PageKeys.Certificate(new CertificateId { Number = number }))!;

    /// <summary>The page of a case.</summary>
    public CasePage CasePage(CaseFile file) => Read<CasePage>(PageKeys.Case(file.Number))!;

    /// <summary>Who owns a unit, as the story names them.</summary>
    public IReadOnlyList<PartyInput> Owners(string unit) => [.. Title(unit).Owners.Select(owner => Named(owner.Party, unit))];

    /// <summary>The certificate of an owner.</summary>
    public string CertificateOf(PartyInput owner, string unit) => Title(unit).Owners.Single(held => Named(held.Party, unit).Equals(owner)).Certificate.Number;

    /// <summary>Whom a party of a unit's page is.</summary>
    public PartyInput Named(Party party, string unit) => Named(party.CreditCode, party.Token, unit);

    /// <summary>Whom a party of several units' page is.</summary>
    public PartyInput Named(PartyAcrossUnits party, IEnumerable<string> units)
        => Named(party.CreditCode, party.Tokens.FirstOrDefault() ?? ByteString.Empty, units.First());

    private PartyInput Named(string creditCode, ByteString token, string unit) => creditCode.Length > 0
        ? People.All.FirstOrDefault(known => known.DocumentNumber == creditCode) ?? People.Bank(creditCode)
        : People.All.Single(known => People.IdOf(known) is { } person && token.Span.SequenceEqual(keys.TokenOf(UnitCode.Parse(unit), person).Bytes.Span));

    /// <summary>A unit as the old book has it.</summary>
    /// <param name="City">The city.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="Owners">Who owns it.</param>
    internal sealed record OldUnit(ScenarioCity City, string Code, Stake[] Owners)
    {
        public CoOwnership CoOwnership { get; init; } = Owners.Length > 1 ? CoOwnership.Shares : CoOwnership.Single;

        public string Area { get; init; } = "89.50";

        public uint Use { get; init; } = Code[19] == 'W' ? 701u : 10u;

        /// <summary>The opening, every kind of encumbrance read and none found.</summary>
        public OpenMigratedRequest Migration()
        {
            var right = Code[19] == 'W' ? 3u : 4u;
            var request = new OpenMigratedRequest
            {
                Recording = City.Book("2018-03-02 10:00"),
                Opening = new()
                {
                    UnitCode = Code,
                    BusinessNumber = City.Number(),
                    RightType = right,
                    Use = Use,
                    Area = Area,
                    CoOwnership = CoOwnership,
                },
                MigrationDate = City.Today,
                Since = { Kinds.Select(kind => new OldKindInput { Kind = kind, Day = City.Today }) },
                Document = Papers(),
            };
            var shared = CoOwnership == CoOwnership.Joint ? City.Certificate(year: 2018) : null;
            request.Opening.Owners.AddRange(Owners.Select(owner => new OwnerInput
            {
                Party = owner.Who,
                Share = owner.Share,
                Certificate = shared ?? City.Certificate(year: 2018),
            }));
            return request;
        }
    }
}
