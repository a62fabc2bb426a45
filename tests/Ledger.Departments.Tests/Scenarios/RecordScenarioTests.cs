using System.Globalization;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;
using Microsoft.Data.Sqlite;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>What stands behind the ledger: erasure, tampering and replay (scenarios 16, 17 and 18 of events.md).</summary>
public sealed class RecordScenarioTests
{
    private const string Parcel = "441900004001GB00012W00000000";
    private const string Flat = "441900004001GB00012F00010101";

    [Fact]
    public async Task Scenario_16_Erasure_of_what_is_behind_an_authorisation_and_its_query_leaves_the_ledger_as_it_is()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));

        // 79 80: An lets bank A ask for liens, the answer leaves its receipt.
        var number = city.Number("SQ");
        // As they are, neither is a clerk's: a clerk's authorisation is one of a registered owner, and of a query that was answered.
        foreach (var act in (IMessage[])[Authorise(city, number), Trace(city, number)])
            Assert.Contains("PermissionDenied", (await city.Registration(act)).Fault, StringComparison.Ordinal);
        (await city.Administrator(Authorise(city, number))).Ok();
        (await city.Administrator(Trace(city, number))).Ok();
        var store = city.City.Store("registration");
        var root = city.City.Peer.Head.StateRoot;
        var compare = city.City.Service<DepartmentRecords>("registration").Compare();
        foreach (var record in store.ListNumbers(0, 100).TakeLast(2))
        {
            Assert.Empty(compare.Compare(record));
            Assert.True(await store.EraseAsync(record, TestCity.Limit));

            // Nothing is left that could be disclosed, and whoever compares is told so.
            Assert.Null(store.ReadContent(record));
            Assert.Contains(compare.Compare(record), static finding => finding.MessageEn.Contains("are gone from the record store", StringComparison.Ordinal));
        }

        // Ledger and proofs are what they were; the city's replay at the end reads every entry again.
        Assert.Equal(root, city.City.Peer.Head.StateRoot);
        Assert.NotNull(city.Read<AuthorisationPage>(Facts.PageKeys.Authorisation(number)));
    }

    [Fact]
    public async Task Scenario_17_Clerk_edits_a_stored_field_and_the_comparison_names_record_and_field()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Parcel, An), city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await city.Transaction(sale.Sign().With(static r => r.Document.Fields.Add(new V1.DocumentField { Name = "payment", Value = "分期付款" }))).Ok();
        var certificate = await CheckLienAsync(city);
        var record = city.City.Store("transaction").ListNumbers(0, 100)[^1];
        var compare = city.City.Service<DepartmentRecords>("transaction").Compare();
        Assert.Empty(compare.Compare(record));

        await EditAsync(city.City.StorePath("transaction"), record, "payment", "一次付清");

        var finding = Assert.Single(compare.Compare(record));
        Assert.Equal(record.ToString(CultureInfo.InvariantCulture), finding.RecordId);
        Assert.Contains("payment", finding.MessageEn, StringComparison.Ordinal);

        // The certificate of before still verifies.
        Assert.True(Verify(city, certificate).IsValid);
    }

    [Fact]
    public async Task Scenario_18_Replay_comes_to_the_state_root_of_both_orderings()
    {
        // Every story holds it: each envelope goes through both orderings, and its city is replayed from genesis when it ends.
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();
        var file = sale.Case();
        await city.Registration(sale.Transfer(file)).No("STATE");
        await city.AtOnce(file, sale.Transfer(file)).Ok();

        Assert.Equal((8, 1), city.Compared);
        await city.ReplayAsync();
    }

    private static AuthoriseSharingRequest Authorise(ScenarioCity city, string number) => new()
    {
        Number = number,
        Subject = ScenarioRequests.Paper("salt and unit"),
        Asker = city.City["bank-a"].Member.CreditCode,
        Purpose = "LOAN",
        Fields = { SharedField.Lien },
        Basis = SharingBasis.Owner,
        FirstDay = city.Today,
        LastDay = "2026-05-31",
        Sha256 = ScenarioRequests.Paper("signed authorisation"),
        Document = ScenarioCity.Papers(),
    };

    private static TraceQueryRequest Trace(ScenarioCity city, string authorisation) => new()
    {
        QueryId = ScenarioRequests.Paper("query"),
        Authorisation = authorisation,
        Asker = city.City["bank-a"].Member.CreditCode,
        AnsweredTimeMs = city.NowMs,
        Fields = { SharedField.Lien },
        Result = QueryResult.Answered,
        EvidenceSize = city.City.Peer.Head.Size,
        Answer = ScenarioRequests.Paper("salt and answer"),
        Trace = ScenarioRequests.Paper("key of the unit"),
        Document = ScenarioCity.Papers(),
    };

    private static async Task<byte[]> CheckLienAsync(ScenarioCity city)
    {
        var request = Checks.ByOwner().With(r =>
        {
            r.Context.TimeMs = city.NowMs;
            r.ExpiresMs = city.NowMs + 3_600_000;
            r.Authorisation.ValidTo = "2026-03-31";
        });
        return (await Checks.AskAsync(city.City, "bank-a", Checks.Lien, request)).Certificate.ToByteArray();
    }

    private static CertificateReport Verify(ScenarioCity city, byte[] certificate)
    {
        var peers = city.City.Genesis.Genesis.Peers;
        var policy = Policy.Create(
            peers.Select(static peer => VerifierKey.Parse(peer.LogKey)),
            [.. peers.Select(static peer => KeyValuePair.Create(peer.Organisation, VerifierKey.Parse(peer.CosignerKey)))],
            peers.Count);
        return new CertificateVerifier(policy, city.City.Time).Verify(certificate);
    }

    // Somebody with the disk and its keys, who makes the row's hash fit again.
    private static async Task EditAsync(string path, long record, string field, string value)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(TestCity.Limit);
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT body FROM contents WHERE number = $n";
        read.Parameters.AddWithValue("$n", record);
        var wrapped = (byte[])(await read.ExecuteScalarAsync(TestCity.Limit))!;
        using var keys = SaltKeyFile.OpenAny(new RecordStoreFiles(path).Keys);
        var wrapping = new RecordWrapping(keys);
        var row = SqliteKeys.Bytes(record);
        var content = ContentRow.Parser.ParseFrom(wrapping.Unwrap("contents", row, wrapped));
        content.Documents[0].Fields.Single(known => known.Name == field).Value = value;
        var body = wrapping.WrapAlong("contents", row, content.ToByteArray(), wrapped)!;
        await using var write = connection.CreateCommand();
        write.CommandText = "UPDATE contents SET body = $b, hash = $h WHERE number = $n";
        write.Parameters.AddWithValue("$b", body);
        write.Parameters.AddWithValue("$h", RowHash.Of("contents", record, [], body));
        write.Parameters.AddWithValue("$n", record);
        await write.ExecuteNonQueryAsync(TestCity.Limit);
    }
}
