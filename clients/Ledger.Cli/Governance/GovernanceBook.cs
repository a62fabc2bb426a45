using Google.Protobuf;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;
using ChainKeys = Ledger.Chain.PageKeys;

namespace Ledger.Cli;

/// <summary>What governance has written, each page read with its proof.</summary>
internal sealed class GovernanceBook(LedgerClient client)
{
    /// <summary>The rule profile in force, as this build has it.</summary>
    /// <exception cref="InputException">This build lacks it.</exception>
    public async Task<Profile> ProfileAsync(CancellationToken ct)
    {
        var number = (await ReadAsync(ChainKeys.Profile, ActiveProfile.Parser, ct))?.Message.Number ?? 0;
        return Profiles.All.FirstOrDefault(profile => profile.Number == number) ?? throw Faults.Input(
            "sys/profile", new($"本程序没有规则版本 {number}；请更新程序", $"this program does not have rule profile {number}: take a newer one"));
    }

    /// <summary>The city file on the ledger; null when none is published.</summary>
    public Task<GovernedPage<CityFile>?> CityAsync(CancellationToken ct) => ReadAsync(PageKeys.City, CityFile.Parser, ct);

    /// <summary>How the city in force writes its numbers: as its file says, or as the profile does where none is published.</summary>
    public async Task<LocalGrammar> GrammarAsync(CancellationToken ct)
    {
        var profile = await ProfileAsync(ct);
        var file = profile.ReadsCityFile ? await CityAsync(ct) : null;
        return ((file is null ? null : City.Read(file.Message, profile, out _)) ?? profile.City).Grammar;
    }

    /// <summary>A table on the ledger; null when none of its kind is published for the city.</summary>
    public Task<GovernedPage<TablePage>?> TableAsync(string city, TableKind kind, CancellationToken ct)
        => ReadAsync(PageKeys.Table(city, kind), TablePage.Parser, ct);

    /// <summary>A proposal; null when the ledger has none of this leaf hash.</summary>
    public async Task<ProposalPage?> ProposalAsync(byte[] leafHash, CancellationToken ct)
    {
        if (await ReadAsync(ChainKeys.Proposal(leafHash), Proposal.Parser, ct) is not { } page)
            return null;
        var proposal = page.Message;
        var concerns = await ConcernsAsync(proposal.Event, ct);
        IEnumerable<string> missing = proposal.Effective ? [] : (await PeersAsync(ct)).Where(name => name != concerns && !proposal.Approvals.Contains(name));
        return new ProposalPage(leafHash, proposal, concerns, [.. missing], page.TimeMs);
    }

    /// <summary>Every proposal that the department asked tells of, the newest first.</summary>
    public async Task<IReadOnlyList<ProposalPage>> ProposalsAsync(CancellationToken ct)
    {
        var found = new List<ProposalPage>();
        await foreach (var key in client.Reader.ListSystemPagesAsync(ChainKeys.Proposals, cancellationToken: ct))
        {
            if (await ProposalAsync(Convert.FromHexString(key[ChainKeys.Proposals.Length..]), ct) is { } proposal)
                found.Add(proposal);
        }

        return [.. found.OrderByDescending(static proposal => proposal.TimeMs)];
    }

    /// <summary>Organisations that run a peer: those that decide.</summary>
    public async Task<IReadOnlyList<string>> PeersAsync(CancellationToken ct)
        => [.. (await ReadAsync(ChainKeys.Quorum, Quorum.Parser, ct))?.Message.Peers ?? []];

    /// <summary>Who decided what an entry put in force.</summary>
    /// <param name="entry">Leaf hash of the entry with the last approval.</param>
    /// <param name="ct">Ends the attempts.</param>
    public async Task<Decision> DecisionAsync(byte[] entry, CancellationToken ct)
    {
        var (index, read) = await client.Reader.GetEntryAsync(entry, cancellationToken: ct);
        var last = Payload.Parser.ParseFrom(read.Envelope.Payload).Events[0];
        var leafHash = last.Type == Approve.Descriptor.FullName ? Approve.Parser.ParseFrom(last.Body).Proposal.ToByteArray() : entry;
        return new Decision(index, entry, await ProposalAsync(leafHash, ct));
    }

    /// <summary>Whose key signs envelopes; null when the ledger does not know it any more.</summary>
    /// <param name="keyId">16 bytes.</param>
    /// <param name="ct">Ends the attempts.</param>
    public async Task<string?> KeyAsync(ByteString keyId, CancellationToken ct)
        => await ReadAsync(ChainKeys.Key(keyId.Span), SigningKey.Parser, ct) is { } key
            ? (await ReadAsync(ChainKeys.Member(key.Message.CreditCode), Member.Parser, ct))?.Message.Organisation
            : null;

    private async Task<string?> ConcernsAsync(Event e, CancellationToken ct)
    {
        var code = e.Type == RevokeCertificate.Descriptor.FullName ? RevokeCertificate.Parser.ParseFrom(e.Body).CreditCode
            : e.Type == ReplaceKeys.Descriptor.FullName ? ReplaceKeys.Parser.ParseFrom(e.Body).CreditCode
            : null;
        return code is null ? null : (await ReadAsync(ChainKeys.Member(code), Member.Parser, ct))?.Message.Organisation;
    }

    /// <summary>A page of governance.</summary>
    public async Task<GovernedPage<T>?> ReadAsync<T>(string key, MessageParser<T> parser, CancellationToken ct)
        where T : class, IMessage<T>
        => (await client.Reader.GetPageAsync(key, cancellationToken: ct)).Page is { } page
            ? new GovernedPage<T>(parser.ParseFrom(page.Body), page.TimeMs, page.Entry.ToByteArray())
            : null;
}
