using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class AccessTests
{
    private static readonly string[] Departments = ["transaction", "registration", "tax", "finance"];

    [Fact]
    public void The_table_names_every_method_of_the_protocol_and_nothing_else()
    {
        var methods = Services.All.SelectMany(s => s.Methods).Select(m => $"/{s(m)}/{m.Name}").Order(StringComparer.Ordinal);
        var listed = AccessTable.Methods.Where(m => m.StartsWith("/ledger.v1.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(methods, listed);
        Assert.Equal(CallerKind.None, AccessTable.Allowed("/ledger.v1.TaxService/Unknown"));

        static string s(MethodDescriptor method) => method.Service.FullName;
    }

    [Fact]
    public void A_door_admits_whoever_may_ask_for_one_of_its_acts()
    {
        Assert.Equal(CallerKind.OwnOperator | CallerKind.OwnAdministrator, ActAccess.Through(DepartmentNames.Registration));
        Assert.Equal(CallerKind.BankOperator, ActAccess.Through(DepartmentNames.Finance));
        Assert.All(Door.All, static door => Assert.All(
            door.Forms, form => Assert.NotEqual(CallerKind.None, ActAccess.Of(door.WriterOf(form)) & ActAccess.Through(door.Department))));
    }

    [Fact]
    public async Task An_act_whose_form_does_not_name_the_caller_is_refused_before_anything_of_the_request_is_read()
    {
        await using var city = new TestCity();
        var bank = city["bank-a"];
        var officer = new Caller(bank.Operator.Fingerprint, [], CertificateRole.Operator, bank.Member, CallerKind.BankOperator, null!);
        using var keys = new UnitKeyring(new Dictionary<uint, byte[]> { [1] = new byte[32] });
        var scope = new ActScope(new NoPages(), new KeyringSalts(keys), Day.Of(2021, 6, 1), new byte[32], new byte[32]);
        AskedAct[] acts = [AskedAct.Alone(new ReleaseAct()), AskedAct.Alone(new LiftSeizureRequest())];

        var refused = Assert.Throws<RpcException>(() => AllowedActs.Build(scope, acts[1..], officer, DepartmentNames.Registration));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        var failure = Details.Of<AccessFailure>(refused).Single();
        Assert.Equal(Convert.ToHexStringLower(officer.Fingerprint), failure.Certificate);
        Assert.Contains("may not lift a seizure; allowed: OwnOperator", failure.MessageEn, StringComparison.Ordinal);
        Assert.Contains("不得办理“解封”", failure.MessageZh, StringComparison.Ordinal);
        Assert.Empty(scope.Faults.All);
        AllowedActs.Build(scope, acts[..1], officer, DepartmentNames.Finance);
        Assert.NotEmpty(scope.Faults.All);
    }

    [Fact]
    public async Task Every_method_refuses_every_role_that_is_not_listed_for_it()
    {
        await using var city = new TestCity();
        foreach (var department in Departments)
            await city.StartAsync(department);

        foreach (var department in Departments)
        {
            foreach (var (certificate, kind) in Callers(city, department))
            {
                var invoker = city.Connect(department, certificate);
                foreach (var method in Hosted(department))
                {
                    var name = $"/{method.Service.FullName}/{method.Name}";
                    var allowed = (AccessTable.Allowed(name) & kind) != CallerKind.None;
                    var status = await StatusOf(invoker, method, name);
                    var refused = status?.StatusCode is StatusCode.PermissionDenied or StatusCode.Unauthenticated
                        && Details.Of<AccessFailure>(status).Exists(f => f.MessageEn.Contains("may not call", StringComparison.Ordinal));
                    Assert.True(refused != allowed, $"{kind} of {department} calling {name}: allowed {allowed}, answer {status?.Status}");
                    if (refused)
                    {
                        Assert.Equal(StatusCode.PermissionDenied, status!.StatusCode);
                        Assert.Equal(Convert.ToHexStringLower(certificate.Fingerprint), Details.Of<AccessFailure>(status).Single().Certificate);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Calls_of_every_kind_without_a_certificate_are_unauthenticated_and_say_so()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var invoker = city.Connect("registration", null);
        foreach (var method in Hosted("registration"))
        {
            var status = await StatusOf(invoker, method, $"/{method.Service.FullName}/{method.Name}");
            Assert.Equal(StatusCode.Unauthenticated, status!.StatusCode);
            var failure = Details.Of<AccessFailure>(status).Single();
            Assert.Equal("", failure.Certificate);
            Assert.Contains("No client certificate", failure.MessageEn, StringComparison.Ordinal);
        }

        using var duplex = new Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(invoker).ServerReflectionInfo(cancellationToken: TestCity.Limit);
        var refused = await Assert.ThrowsAsync<RpcException>(() => duplex.ResponseStream.MoveNext(TestCity.Limit));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);

        var health = await new Grpc.Health.V1.Health.HealthClient(invoker).CheckAsync(new(), cancellationToken: TestCity.Limit);
        Assert.NotEqual(Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Unknown, health.Status);
    }

    [Fact]
    public async Task Who_may_not_call_is_refused_before_its_bytes_are_read()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        byte[][] messages = [[0xFF], new byte[(1 << 20) + 1], new byte[3 << 20]];
        foreach (var (certificate, code) in new[]
        {
            (null, StatusCode.Unauthenticated),
            (city["registration"].Issue("operator", to: TimeProvider.System.GetUtcNow().AddDays(-1)), StatusCode.Unauthenticated),
            (city["audit"].Operator, StatusCode.PermissionDenied),
        })
        {
            var invoker = city.Connect("registration", certificate);
            foreach (var message in messages)
            {
                var refused = await Details.RefusedAsync(code, RawCall.UnaryAsync(invoker, Clerk.Registration, message));
                var failure = Details.Of<AccessFailure>(refused).Single();
                Assert.Equal(certificate is null ? "" : Convert.ToHexStringLower(certificate.Fingerprint), failure.Certificate);
                Assert.Equal($"{failure.MessageEn} | {failure.MessageZh}", refused.Status.Detail);
                await Details.RefusedAsync(code, RawCall.StreamAsync(invoker, "/ledger.v1.RegistrationService/WatchRecords", message));
            }

            var unknown = certificate?.Fingerprint == city["audit"].Operator.Fingerprint ? StatusCode.Unimplemented : code;
            await Details.RefusedAsync(unknown, RawCall.UnaryAsync(invoker, "/ledger.v1.RegistrationService/NoSuchCall", [0xFF]));
        }

        var known = city.Connect("registration", city["registration"].Operator);
        await Details.RefusedAsync(StatusCode.InvalidArgument, RawCall.UnaryAsync(known, Clerk.Registration, messages[0]));
        await Details.RefusedAsync(StatusCode.ResourceExhausted, RawCall.UnaryAsync(known, Clerk.Registration, messages[1]));
    }

    [Fact]
    public async Task Expired_early_foreign_misused_and_oddly_named_certificates_are_refused_with_the_reason()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var own = city["registration"];
        var now = TimeProvider.System.GetUtcNow();
        var stranger = new TestOrganisation("registration", "registration", "12441900000000027N");

        await Refused(own.Issue("operator", to: now.AddDays(-1)), "expired");
        await Refused(own.Issue("operator", from: now.AddDays(1)), "valid from");
        await Refused(stranger.Operator, "No member of the ledger");
        await Refused(own.Issue("operator", usage: X509KeyUsageFlags.NonRepudiation), "digital signature");
        await Refused(own.Issue("operator", extended: "1.3.6.1.5.5.7.3.1"), "client authentication");
        await Refused(own.Issue("manager"), "OU");
        await Refused(own.Issue("operator,administrator"), "OU");
        await Refused(own.Issue(""), "OU");

        async Task Refused(TestCertificate certificate, string reason)
        {
            var client = new LedgerService.LedgerServiceClient(city.Connect("registration", certificate));
            var status = await Details.RefusedAsync(
                StatusCode.Unauthenticated, client.GetCheckpointAsync(new(), cancellationToken: TestCity.Limit).ResponseAsync);
            var failure = Details.Of<AccessFailure>(status).Single();
            Assert.Equal(Convert.ToHexStringLower(certificate.Fingerprint), failure.Certificate);
            Assert.Contains(reason, failure.MessageEn, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_certificate_that_was_good_is_refused_on_its_open_connection_once_it_is_revoked_or_expired()
    {
        await using var city = new TestCity();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await city.StartAsync("registration", time);
        var own = city["registration"];
        var shortLived = new LedgerService.LedgerServiceClient(city.Connect("registration", own.Issue("operator", to: time.GetUtcNow().AddHours(1))));
        var client = new LedgerService.LedgerServiceClient(city.Connect("registration", own.Operator));
        await new Clerk(city, "registration", own.Operator).OpenAsync();
        await client.GetCheckpointAsync(new(), cancellationToken: TestCity.Limit);
        await shortLived.GetCheckpointAsync(new(), cancellationToken: TestCity.Limit);
        using var watch = new RegistrationService.RegistrationServiceClient(city.Connect("registration", own.Operator))
            .WatchRecords(new(), cancellationToken: TestCity.Limit);
        await watch.ResponseHeadersAsync;

        var revoke = new RevokeCertificate
        {
            CreditCode = own.Member.CreditCode,
            Certificate = ByteString.CopyFrom(own.Operator.Certificate.RawData),
            Reason = "LEFT"
        };
        await Governance.SubmitAsync(city, 1_000_000, own.Signer, revoke);
        await city.Store("registration").SkipNumbersAsync(1_000_000, TestCity.Limit);

        var revoked = await Details.RefusedAsync(StatusCode.Unauthenticated, client.GetCheckpointAsync(new(), cancellationToken: TestCity.Limit).ResponseAsync);
        Assert.Contains("revoked", Details.Of<AccessFailure>(revoked).Single().MessageEn, StringComparison.Ordinal);
        await new Clerk(city, "registration", own.Issue("operator")).OpenAsync(Requests.Opening(Requests.Parcel, 2));
        await Details.RefusedAsync(StatusCode.Unauthenticated, ReadToEndAsync(watch));
        time.Advance(TimeSpan.FromHours(2));
        var expired = await Details.RefusedAsync(
            StatusCode.Unauthenticated, shortLived.GetCheckpointAsync(new(), cancellationToken: TestCity.Limit).ResponseAsync);
        Assert.Contains("expired", Details.Of<AccessFailure>(expired).Single().MessageEn, StringComparison.Ordinal);
    }

    private static async Task ReadToEndAsync(AsyncServerStreamingCall<RecordView> watch)
    {
        while (await watch.ResponseStream.MoveNext(TestCity.Limit))
        {
            // What came before the revocation.
        }
    }

    private static IEnumerable<(TestCertificate Certificate, CallerKind Kind)> Callers(TestCity city, string department)
    {
        var other = department == "tax" ? "finance" : "tax";
        yield return (city[department].Operator, CallerKind.OwnOperator);
        yield return (city[other].Operator, CallerKind.DepartmentOperator);
        yield return (city["bank-a"].Operator, CallerKind.BankOperator);
        yield return (city["audit"].Operator, CallerKind.Auditor);
        yield return (city[department].Issue("administrator"), CallerKind.OwnAdministrator);
        yield return (city[other].Issue("administrator"), CallerKind.OtherAdministrator);
        yield return (city[other].Issue("node"), CallerKind.Node);
        yield return (city["bank-a"].Issue("node"), CallerKind.None);
        yield return (city["bank-a"].Signer, CallerKind.Signer);
        yield return (city[department].Signer, CallerKind.Signer);
    }

    private static IEnumerable<MethodDescriptor> Hosted(string department)
    {
        ServiceDescriptor[] services =
        [
            department switch
            {
                "transaction" => TransactionService.Descriptor,
                "registration" => RegistrationService.Descriptor,
                "tax" => TaxService.Descriptor,
                _ => FinanceService.Descriptor,
            },
            LedgerService.Descriptor,
            VerificationService.Descriptor,
            SupervisionService.Descriptor,
            CaseService.Descriptor,
            SharingService.Descriptor,
        ];
        return services.SelectMany(s => s.Methods);
    }

    /// <summary>The refusal of a call that asks for nothing; null when it is answered, or a stream was read.</summary>
    private static async Task<RpcException?> StatusOf(CallInvoker invoker, MethodDescriptor method, string name)
    {
        try
        {
            if (!method.IsServerStreaming)
            {
                await RawCall.UnaryAsync(invoker, name, []);
            }
            else
            {
                // A watch that is allowed ends at once: it cannot continue after no record, and has no further page.
                await RawCall.StreamAsync(invoker, name, method.Name switch
                {
                    "WatchRecords" => new WatchRecordsRequest { AfterRecordId = "none" }.ToByteArray(),
                    "WatchCases" => new ListCasesRequest { PageToken = "none" }.ToByteArray(),
                    _ => [],
                });
            }

            return null;
        }
        catch (RpcException e)
        {
            return e;
        }
    }

    private sealed class NoPages : IPageReader
    {
        public Page? ReadPage(string key) => null;
    }
}
