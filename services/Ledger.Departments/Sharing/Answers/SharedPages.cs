using Google.Protobuf;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>What answers read: the department's own peer as it stands.</summary>
internal sealed class SharedPages(Peer peer, IPageReader pages, UnitKeyring keyring, CertificateWriter certificates)
{
    private const string Titles = "unit/";

    /// <summary>Makes certificate files.</summary>
    public CertificateWriter Certificates => certificates;

    /// <summary>The city in force.</summary>
    public City City => CityInForce.Of(peer.Head.Profile, key => pages.ReadPage(key)?.Body);

    /// <summary>A contract; null for none.</summary>
    public ContractPage? Contract(string number) => Read(PageKeys.Contract(number), ContractPage.Parser);

    /// <summary>A certificate; null for none.</summary>
    public CertificatePage? Certificate(CertificateId id) => Read(PageKeys.Certificate(id), CertificatePage.Parser);

    /// <summary>Every title, whoever owns it: a question about persons reads all of them, so that its time tells nothing.</summary>
    public IEnumerable<TitlePage> AllTitles()
        => peer.Reader.ReadPages(Titles).Select(static bytes => TitlePage.Parser.ParseFrom(Page.Parser.ParseFrom(bytes).Body));

    /// <summary>The tokens of persons under a unit; none where the department does not hold the epoch's key.</summary>
    public IReadOnlyList<ByteString> Tokens(UnitCode unit, uint epoch, IEnumerable<PersonId> persons)
        => keyring.Find(epoch) is { } keys ? [.. persons.Select(person => ByteString.CopyFrom(keys.TokenOf(unit, person).Bytes.Span))] : [];

    private T? Read<T>(string key, MessageParser<T> parser)
        where T : class, IMessage<T>
        => pages.ReadPage(key) is { } page ? parser.ParseFrom(page.Body) : null;
}
