using Grpc.Core;

namespace Ledger.Departments;

/// <summary>Why a certificate may not call.</summary>
/// <param name="Code"><see cref="StatusCode.Unauthenticated"/>: it proves nobody; <see cref="StatusCode.PermissionDenied"/>: somebody else may.</param>
/// <param name="Certificate">SHA-256 of the certificate (hex); empty when none was given.</param>
/// <param name="MessageZh">Why, in Chinese.</param>
/// <param name="MessageEn">Why, in English.</param>
public sealed record AccessRefusal(StatusCode Code, string Certificate, string MessageZh, string MessageEn)
{
    /// <summary>The refusal as gRPC sends it, with an <see cref="V1.AccessFailure"/> detail.</summary>
    public RpcException ToException() => Statuses.Refuse(
        Code,
        $"{MessageEn} | {MessageZh}",
        new V1.AccessFailure { Certificate = Certificate, MessageZh = MessageZh, MessageEn = MessageEn });
}
