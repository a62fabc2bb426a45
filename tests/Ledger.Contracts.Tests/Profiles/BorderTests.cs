using Ledger.Chain;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A ledger that profile 1 wrote goes on under profile 2, put in force by governance, and is replayed across the border.</summary>
public sealed class BorderTests : IDisposable
{
    private const string Mortgaged = "441900004001GB00012F00040004";
    private const string Sold = "441900004001GB00012F00030003";
    private const string Lapsed = "441900004001GB00012F00060006";

    private readonly TestLedger ledger = new();
    private readonly StoryChain chain;
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-border-").FullName;

    public BorderTests() => chain = new(ledger);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        chain.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_ledger_of_profile_1_goes_on_under_profile_2_and_replays_across_the_border_to_the_same_root()
    {
        var mortgage = Before();
        Assert.Contains("old book unknown", Claim(Sold).Text.English, StringComparison.Ordinal);
        Cross();
        After(mortgage);

        Assert.Equal(ledger.Keys.Where(key => !key.StartsWith("sys/", StringComparison.Ordinal)), ledger.Keys.Where(key => chain.Body(key) is not null
            && !key.StartsWith("sys/", StringComparison.Ordinal)));
        Assert.All(
            new[] { PageKeys.Contract("441900B21090000001"), PageKeys.Encumbrances(Mortgaged), PageKeys.Mortgage(mortgage.Id) },
            key => Assert.Equal(ledger.BodyOf(key).ToByteArray(), chain.Body(key)));
        var replayed = await Replay.RunAsync(chain.Entries, chain.Genesis.Sha256, new LedgerContract(), progress: null, Ct);
        Assert.Equal(2u, replayed.Head.Profile);
        Assert.Equal(chain.Head.Root, replayed.Head.Root);
        Assert.Equal(chain.Head.StateRoot, replayed.Head.StateRoot);
        Assert.Equal(chain.Head.StateRoot, await OnAPeerAsync());
    }

    [Fact]
    public async Task A_build_of_profile_1_alone_replays_up_to_the_border_and_no_further()
    {
        Before();
        Cross();

        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => Replay.RunAsync(chain.Entries, chain.Genesis.Sha256, new LedgerContract([Profiles.One]), progress: null, Ct));
        Assert.Contains("profile 2", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The golden acts of profile 1, a mortgage, and two seizures of which one is over by the border.</summary>
    private MortgageCase Before()
    {
        GoldenChainTests.Play(ledger);
        var mortgaged = new SaleCase(ledger) { Units = [Mortgaged], Number = "441900B21050000004", Offset = 3_000 };
        var mortgage = new MortgageCase(mortgaged) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();
        foreach (var (unit, months, offset) in new[] { (Lapsed, 1u, 4_000), (SaleCase.Flat, 36u, 0) })
        {
            if (offset > 0)
                new SaleCase(ledger) { Units = [unit], Offset = offset }.Open();
            new SeizureBook(ledger, unit).At(Day.Of(2021, 6, offset > 0 ? 2 : 3)).Enter(1, months).Accept();
        }

        return mortgage;
    }

    private void Cross()
    {
        ledger.TimeMs = (ulong)Day.Of(2021, 9, 1).StartMilliseconds;
        chain.Activate(Profiles.Two.Number, ledger.TimeMs);
        ledger.Profile = Profiles.Two.Number;
        ledger.Counter.ByEvents = true;
        ledger.TimeMs = (ulong)Day.Of(2021, 9, 15).StartMilliseconds + 36_000_000;
    }

    private void After(MortgageCase mortgage)
    {
        // Sold under 2 what was opened under 1: the old book says nothing of the new kinds.
        var sale = new SaleCase(ledger) { Units = [Sold], Number = "441900B21090000001", Signed = Day.Of(2021, 9, 2), Offset = 5_000 };
        Assert.Contains(sale.Sign().Accept().Findings, finding => finding.Rule == "C-83");
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();
        sale.Record().Accept();
        Assert.Equal(TestParty.Bo.At(Sold), Assert.Single(ledger.Read<TitlePage>(PageKeys.Title(Sold))!.Owners).Party);

        // The mortgage of 1 is released and cancelled under 2.
        mortgage.Recorded = Day.Of(2021, 9, 2);
        mortgage.Release().Accept();
        mortgage.Cancel().Accept();
        Assert.Empty(mortgage.Rows());

        // One seizure of 1 has lapsed without a word, the other stands.
        new SaleCase(ledger) { Units = [Lapsed], Number = "441900B21090000002", Signed = Day.Of(2021, 9, 3), Offset = 6_000 }.Sign().Accept();
        var seized = new SaleCase(ledger)
        {
            Units = [SaleCase.Flat],
            Number = "441900B21090000003",
            Signed = Day.Of(2021, 9, 3),
            Owners = [new(TestParty.Bo), new(TestParty.Chen)],
            OwnerKind = CoOwnership.Joint,
            Buyers = [new(TestParty.Dai)],
            Offset = 7_000,
        };
        Assert.Contains(seized.Sign().Findings, finding => finding is { Rule: "C-29", Refuses: true });

        // What profile 1 never asked for is not claimed after it either.
        Assert.DoesNotContain(EncumbranceKind.Objection, Claim(Sold).Kinds);
        Assert.DoesNotContain(EncumbranceKind.Objection, Claim(Mortgaged).Kinds);
    }

    private LienClaim Claim(string unit)
    {
        var pages = new Dictionary<string, EncumbrancePage?>(StringComparer.Ordinal);
        foreach (var code in new[] { unit, SaleCase.Parcel })
            pages[code] = ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(code));
        return LienClaim.Read(UnitCode.Parse(unit), pages, ledger.TimeMs);
    }

    private async Task<byte[]> OnAPeerAsync()
    {
        await using var peer = Peer.Open(new PeerOptions
        {
            Organisation = "tax",
            Directory = folder,
            NewStore = "a test begins",
            Genesis = chain.Genesis,
            Contract = new LedgerContract(),
        });
        for (var i = 0; i < chain.Blocks.Count; i++)
        {
            await peer.ExecuteAsync(
                new OrderedBlock((ulong)i + 1, [.. chain.Blocks[i].Select(static envelope => (ReadOnlyMemory<byte>)envelope)]), Ct);
        }

        return peer.Head.StateRoot;
    }
}
