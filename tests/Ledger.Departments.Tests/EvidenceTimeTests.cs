using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Departments.Tests;

/// <summary>What a department certifies is read by a bank at its own time of day: both date it by the cosignatures.</summary>
public sealed class EvidenceTimeTests
{
    private static readonly TimeSpan BeforeMidnight = new(23, 58, 0);
    private readonly OffsetClock clock = new();

    [Theory]
    [InlineData(Checks.Lien)]
    [InlineData(Checks.Title)]
    public async Task A_check_after_midnight_on_a_ledger_without_an_entry_since_verifies_and_is_dated_the_day_before(string method)
    {
        clock.SetTimeOfDay(BeforeMidnight);
        await using var city = await CityAsync();
        var yesterday = clock.GetUtcNow();
        clock.Offset += TimeSpan.FromMinutes(4);

        var report = Verify(city, await AskAsync(city, method));

        Assert.True(report.IsValid, $"{report.Fault}");
        Assert.Equal(CertificateOutcome.Clean, report.Outcome);
        Assert.InRange(report.EvidenceTime!.Value, yesterday.AddMinutes(-1), yesterday.AddMinutes(1));
        Assert.Contains(Facts.Day.At((ulong)yesterday.ToUnixTimeMilliseconds()).ToString(), report.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_weekend_without_entries_and_a_restart_of_the_services_a_check_verifies_and_tells_its_age()
    {
        clock.SetTimeOfDay(BeforeMidnight);
        await using var city = await CityAsync();
        clock.Offset += TimeSpan.FromHours(60);
        await city.StopAsync("registration");
        await city.StartAsync("registration");

        var report = Verify(city, await AskAsync(city, Checks.Lien));

        Assert.True(report.IsValid, $"{report.Fault}");
        Assert.True(report.IsStale);
        Assert.InRange(report.Age!.Value, TimeSpan.FromHours(59), TimeSpan.FromHours(61));
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(4)]
    public async Task The_readers_clock_may_be_off_by_minutes_on_either_side_of_midnight(int minutes)
    {
        clock.SetTimeOfDay(BeforeMidnight);
        await using var city = await CityAsync();
        var file = await AskAsync(city, Checks.Lien);
        Assert.True(Verify(city, file, TimeSpan.FromMinutes(minutes)).IsValid);
    }

    [Fact]
    public async Task Words_dated_by_the_ledgers_quorum_are_those_of_the_pages_for_a_reader_who_trusts_fewer_cosigners()
    {
        clock.SetTimeOfDay(BeforeMidnight);
        await using var city = await CityAsync("tax");
        Cosign(city, "tax", TimeSpan.Zero);
        clock.Offset += TimeSpan.FromMinutes(4);
        Assert.True(city.Peer.Cosigning.RequestRecosign());
        await WaitAsync(() => city.Peer.Published!.Note.Signatures.Any(line => line.StatedTime > (ulong)clock.GetUtcNow().AddMinutes(-2).ToUnixTimeSeconds()));

        var file = await AskAsync(city, Checks.Lien);

        // Tax signed before midnight, registration after it: who trusts registration alone dates the evidence a day later.
        var all = Verify(city, file);
        var registration = Verify(city, file, cosigners: ["registration"]);
        Assert.True(all.IsValid, $"{all.Fault}");
        Assert.True(registration.IsValid, $"{registration.Fault}");
        Assert.True(registration.Lien!.EvidenceDay > all.Lien!.EvidenceDay);
    }

    [Fact]
    public async Task A_line_from_the_future_is_named_and_the_right_line_of_the_same_key_takes_its_place()
    {
        await using var city = await CityAsync("tax");
        await OrderAsync(city, new Clerk(city, "registration", city["registration"].Operator),
            Opening("441900004001GB00012F00010102", 3), TimeSpan.FromMinutes(10));

        var refused = await Details.RefusedAsync(StatusCode.Unavailable, AskAsync(city, Checks.Lien));
        Assert.Contains("the line of tax is 10 minutes ahead of this node's clock", refused.Status.Detail, StringComparison.Ordinal);

        Assert.Equal(CosignatureOutcome.Stored, Cosign(city, "tax", TimeSpan.Zero));
        Assert.Equal(CosignatureOutcome.Known, Cosign(city, "tax", TimeSpan.FromMinutes(10)));
        var report = Verify(city, await AskAsync(city, Checks.Lien));
        Assert.True(report.IsValid, $"{report.Fault}");
    }

    /// <summary>A city with a flat on its parcel, at the clock's time.</summary>
    private async Task<TestCity> CityAsync(params string[] silentPeers)
    {
        var city = new TestCity(clock, silentPeers);
        await city.StartAsync("registration");
        var registrar = new Clerk(city, "registration", city["registration"].Operator);
        foreach (var opening in new[] { Opening(Requests.Parcel, 1), Opening(Requests.Flat, 2) })
        {
            if (silentPeers.Length == 0)
            {
                await registrar.OpenAsync(opening);
            }
            else
            {
                await OrderAsync(city, registrar, opening, TimeSpan.Zero);
            }
        }

        return city;
    }

    /// <summary>Sends an opening and lends it the silent peers' lines, without which there is no receipt.</summary>
    private static async Task OrderAsync(TestCity city, Clerk registrar, RegistrationWriteRequest opening, TimeSpan ahead)
    {
        var block = city.Peer.Head.Number + 1;
        var sent = registrar.OpenAsync(opening);
        await city.Peer.WaitForBlockAsync(block, TestCity.Limit);
        Cosign(city, "tax", ahead);
        await sent;
    }

    private RegistrationWriteRequest Opening(string unit, int serial)
    {
        var opening = Requests.Opening(unit, serial);
        opening.Context.TimeMs = clock.NowMs;
        return opening;
    }

    /// <summary>The line of a department's peer over the head, as its own clock would date it.</summary>
    private static CosignatureOutcome Cosign(TestCity city, string department, TimeSpan ahead)
    {
        var head = city.Peer.Head;
        var checkpoint = new Checkpoint(TestCity.Origin, head.Size, head.Root);
        return city.Peer.Cosigning.AddCosignature(new Cosigned
        {
            Block = head.Number,
            Size = head.Size,
            Root = ByteString.CopyFrom(head.Root),
            Seal = ByteString.CopyFrom(city.Peer.Reader.ReadSeal(head.Number)),
            Line = city[department].Cosigner.Cosign(checkpoint, city.Time.GetUtcNow() + ahead).Line.ToString(),
        });
    }

    private async Task<byte[]> AskAsync(TestCity city, string method)
    {
        var request = Checks.ByOwner();
        request.Context.TimeMs = clock.NowMs;
        request.ExpiresMs = clock.NowMs + 3_600_000;
        return (await Checks.AskAsync(city, "bank-a", method, request)).Certificate.ToByteArray();
    }

    private CertificateReport Verify(TestCity city, byte[] file, TimeSpan off = default, IReadOnlyList<string>? cosigners = null)
    {
        var peers = city.Peer.Genesis.Genesis.Peers.Where(peer => cosigners?.Contains(peer.Organisation) != false).ToList();
        var policy = Policy.Create(
            city.Peer.Genesis.Genesis.Peers.Select(peer => VerifierKey.Parse(peer.LogKey)),
            [.. peers.Select(peer => KeyValuePair.Create(peer.Organisation, VerifierKey.Parse(peer.CosignerKey)))],
            peers.Count);
        return new CertificateVerifier(policy, new OffsetClock { Offset = clock.Offset + off }).Verify(file);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        var limit = TestCity.Limit;
        while (!condition())
            await Task.Delay(5, limit);
    }
}
