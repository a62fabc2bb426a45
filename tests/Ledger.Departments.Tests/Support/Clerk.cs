using Google.Protobuf;
using Grpc.Core;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Calls a department and signs what is to be signed.</summary>
internal sealed class Clerk(TestCity city, string department, TestCertificate certificate)
{
    public const string Registration = "/ledger.v1.RegistrationService/Write";
    public const string Transaction = "/ledger.v1.TransactionService/Write";

    private readonly CallInvoker invoker = city.Connect(department, certificate);

    public CallInvoker Invoker => invoker;

    public async Task<WriteReply> SendAsync(IMessage request, string method, ulong verified = 0)
    {
        var headers = TestCity.Sign(certificate, method, request);
        if (verified > 0)
            headers.Add("ledger-verified-size", $"{verified}");

        return (WriteReply)await CallAsync(request, method, headers);
    }

    /// <summary>Sends a request, and the same one again, until its record has come to a state: how soon that is depends on the machine.</summary>
    public async Task<WriteReply> SendUntilAsync(RecordState state, IMessage request, string method)
    {
        for (var limit = TestCity.Limit; ; limit.ThrowIfCancellationRequested())
        {
            try
            {
                if (await SendAsync(request, method) is { } reply && reply.State == state)
                    return reply;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                // It is kept, and not ordered yet.
            }
        }
    }

    public async Task<IMessage> CallAsync(IMessage request, string method, Metadata headers)
    {
        var parts = method.Split('/');
        var descriptor = Services.All.SelectMany(s => s.Methods).Single(m => m.Service.FullName == parts[1] && m.Name == parts[2]);
        return descriptor.OutputType.Parser.ParseFrom(await RawCall.UnaryAsync(invoker, method, request.ToByteArray(), headers));
    }

    public Task<WriteReply> OpenAsync(RegistrationWriteRequest? request = null) => SendAsync(request ?? Requests.Opening(), Registration);

    public Task<WriteReply> OpenUntilAsync(RecordState state, RegistrationWriteRequest? request = null) =>
        SendUntilAsync(state, request ?? Requests.Opening(), Registration);

    public Task<WriteReply> SignAsync(TransactionWriteRequest? request = null) => SendAsync(request ?? Requests.Sale(), Transaction);
}
