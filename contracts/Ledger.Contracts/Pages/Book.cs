using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The pages of the world state by what they are, over the chain's keys and bytes.</summary>
internal sealed class Book(IContractContext context, Profile profile)
{
    private const string Certificates = "cert/";
    private const string OldCertificate = Certificates + "#";

    private readonly List<string> issued = [];
    private City? city;

    /// <summary>Leaf hash of the entry that is being applied.</summary>
    public ReadOnlyMemory<byte> Entry => context.LeafHash;

    /// <summary>The ledger's name.</summary>
    public string Origin => context.Origin;

    /// <summary>The profile in force.</summary>
    public Profile Profile => profile;

    /// <summary>The city in force: the ledger's own file where one is published, else the profile's.</summary>
    public City City => city ??= FindCity();

    /// <summary>The severity matrix in force: the profile's with the cells that the city has otherwise.</summary>
    public Matrix Matrix => City.Overrides.Count == 0 ? profile.Matrix : profile.Published.MatrixOf(City, profile.Matrix);

    /// <summary>The working days in force.</summary>
    public WorkingDays WorkingDays => Table(TableKind.Calendar).WorkingDays;

    /// <summary>Time of the envelope, milliseconds since 1970-01-01T00:00:00Z.</summary>
    public ulong TimeMs => context.TimeMs;

    /// <summary>The envelope's day in UTC+8: what a page written now holds as of.</summary>
    public Day Today { get; } = Day.TryAt(context.TimeMs, out var today) ? today : Day.Last;

    /// <summary>Organisation that signed the envelope.</summary>
    public Member Signer => context.Signer.Member;

    /// <summary>Title page of a unit.</summary>
    public PageView<TitlePage> Title(string unitCode) => Read<TitlePage>(PageKeys.Title(unitCode));

    /// <summary>Encumbrance page of a unit.</summary>
    public PageView<EncumbrancePage> Encumbrances(string unitCode) => Read<EncumbrancePage>(PageKeys.Encumbrances(unitCode));

    /// <summary>The active contract on a unit.</summary>
    public PageView<DealPage> Deal(string unitCode) => Read<DealPage>(PageKeys.Deal(unitCode));

    /// <summary>A sale contract.</summary>
    public PageView<ContractPage> Contract(string contractNumber) => Read<ContractPage>(PageKeys.Contract(contractNumber));

    /// <summary>The contract that is filed under a number.</summary>
    public PageView<FilingPage> Filing(string filingNumber) => Read<FilingPage>(PageKeys.Filing(filingNumber));

    /// <summary>A pre-sale permit.</summary>
    public PageView<PermitPage> Permit(string permitNumber) => Read<PermitPage>(PageKeys.Permit(permitNumber));

    /// <summary>A unit's row of the house table.</summary>
    public PageView<HousePage> House(string unitCode) => Read<HousePage>(PageKeys.House(unitCode));

    /// <summary>A building.</summary>
    public PageView<BuildingPage> Building(string building) => Read<BuildingPage>(PageKeys.Building(building));

    /// <summary>An agreement on supervised funds.</summary>
    public PageView<FundPage> Fund(string agreementNumber) => Read<FundPage>(PageKeys.Fund(agreementNumber));

    /// <summary>An instrument: the reason of a transfer without a sale.</summary>
    public PageView<InstrumentPage> Instrument(string number) => Read<InstrumentPage>(PageKeys.Instrument(number));

    /// <summary>The buildings that stand on a parcel.</summary>
    public PageView<LandPage> Land(UnitCode parcel) => Read<LandPage>(PageKeys.Land(parcel.Parcel.ToString()));

    /// <summary>The taxes of a sale contract.</summary>
    public PageView<TaxPage> Tax(string contractNumber) => Read<TaxPage>(PageKeys.Tax(contractNumber));

    /// <summary>A tax ticket.</summary>
    public PageView<TicketPage> Ticket(string ticketNumber) => Read<TicketPage>(PageKeys.Ticket(ticketNumber));

    /// <summary>A certificate or registration proof.</summary>
    public PageView<CertificatePage> Certificate(CertificateId id) => Read<CertificatePage>(PageKeys.Certificate(id));

    /// <summary>A mortgage.</summary>
    public PageView<MortgagePage> Mortgage(MortgageId id) => Read<MortgagePage>(PageKeys.Mortgage(id));

    /// <summary>The release of one unit from a mortgage, which stands under the number that this was first registered by.</summary>
    public PageView<ReleasePage> Release(MortgageId id, string unitCode)
        => Read<ReleasePage>(PageKeys.Release(Mortgage(id).Body?.First ?? id, unitCode));

    /// <summary>A business number of the registry.</summary>
    public PageView<BusinessPage> Business(string businessNumber) => Read<BusinessPage>(PageKeys.Business(businessNumber));

    /// <summary>The open cases on a unit.</summary>
    public PageView<DeskPage> Desk(string unitCode) => Read<DeskPage>(PageKeys.Desk(unitCode));

    /// <summary>A case of the registry.</summary>
    public PageView<CasePage> Case(string acceptanceNumber) => Read<CasePage>(PageKeys.Case(acceptanceNumber));

    /// <summary>An operator of the signer's organisation.</summary>
    public PageView<StaffPage> Staff(ByteString fingerprint) => Read<StaffPage>(PageKeys.Staff(Signer.CreditCode, fingerprint.Span));

    /// <summary>An approved exception.</summary>
    public PageView<ExceptionPage> Exception(string number) => Read<ExceptionPage>(PageKeys.Exception(number));

    /// <summary>What became of an applicant's objection on a ground.</summary>
    public PageView<ObjectionPage> Objection(string unitCode, Party applicant, string ground)
        => Read<ObjectionPage>(PageKeys.Objection(unitCode, applicant, ground));

    /// <summary>A member of the consortium.</summary>
    public PageView<Member> Member(string creditCode) => Read<Member>(PageKeys.Member(creditCode));

    /// <summary>Whether an earlier event of this envelope wrote a page.</summary>
    public bool IsOfThisEnvelope<T>(PageView<T> page)
        where T : class, IMessage<T>
        => page.Body is not null && page.Entry.Span.SequenceEqual(context.LeafHash.Span);

    /// <summary>The revocation of a certificate; absent as a rule.</summary>
    public PageView<Revocation> Revocation(ByteString fingerprint) => Read<Revocation>(Ledger.Chain.PageKeys.Revoked(fingerprint.Span));

    /// <summary>An authorisation to share.</summary>
    public PageView<AuthorisationPage> Authorisation(string number) => Read<AuthorisationPage>(PageKeys.Authorisation(number));

    /// <summary>The queries on one unit.</summary>
    public PageView<TracePage> Trace(ByteString hmac) => Read<TracePage>(PageKeys.Trace(hmac.Span));

    /// <summary>Numbers of the certificates and proofs that the event issued so far, in the order of their issue.</summary>
    public IReadOnlyList<string> Issued => issued;

    /// <summary>Writes a page.</summary>
    public void Write<T>(string key, T page)
        where T : IMessage<T>, new()
    {
        // What the old book knows by the hash of its number was issued there.
        if (page is CertificatePage { Voided: 0 } && !key.StartsWith(OldCertificate, StringComparison.Ordinal) && context.Read(key) is null)
            issued.Add(key[Certificates.Length..]);
        context.Write(key, profile.Form.Encode(page));
    }

    /// <summary>A figure of the city in force.</summary>
    public FindingValue InCity(Wording label, object? value)
        => ReferenceEquals(City, profile.City) ? Labels.InProfile(label, value) : Read<CityFile>(PageKeys.City).Says(label, value);

    /// <summary>Removes a page.</summary>
    public void Delete(string key) => context.Delete(key);

    /// <summary>The table in force of a kind: the ledger's own of this city where one is published, else the profile's.</summary>
    public TableSet Table(TableKind kind)
        => profile.ReadsCityFile && context.Read(PageKeys.Table(City.Id, kind)) is { } page ? profile.Published.Tables[kind].Get(page.Body) : profile.Tables;

    private City FindCity()
    {
        if (!profile.ReadsCityFile || context.Read(PageKeys.City) is not { } page)
            return profile.City;
        return profile.Published.City.Get(page.Body);
    }

    private PageView<T> Read<T>(string key)
        where T : class, IMessage<T>, new()
    {
        var page = context.Read(key);

        // A page was written by these rules or by the chain: one that cannot be read is damage, not bad input.
        return page is null
            ? new(key, null, default)
            : new(key, Canonical.Parse<T>(page.Body.Span), page.Entry.Memory);
    }
}
