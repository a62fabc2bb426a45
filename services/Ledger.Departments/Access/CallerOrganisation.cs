using Grpc.Core;

namespace Ledger.Departments;

/// <summary>Who makes a call, for services outside this project.</summary>
public static class CallerOrganisation
{
    /// <summary>Organisation of the certificate that the access filter admitted.</summary>
    /// <param name="context">The call.</param>
    public static string Of(ServerCallContext context) => AccessInterceptor.CallerOf(context).Member.Organisation;
}
