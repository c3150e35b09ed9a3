namespace Slipway.Lab.Protocol;

/// <summary>How a call ended: the status codes of gRPC, with their numbers.</summary>
public enum RpcStatus
{
    /// <summary>It was answered.</summary>
    Ok = 0,

    /// <summary>It was cancelled, by either side.</summary>
    Cancelled = 1,

    /// <summary>An error without a closer code.</summary>
    Unknown = 2,

    /// <summary>The request is wrong by itself.</summary>
    InvalidArgument = 3,

    /// <summary>It took longer than it may.</summary>
    DeadlineExceeded = 4,

    /// <summary>What it is about does not exist.</summary>
    NotFound = 5,

    /// <summary>What it makes exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or a size is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The state of things does not allow it.</summary>
    FailedPrecondition = 9,

    /// <summary>It met another and was given up.</summary>
    Aborted = 10,

    /// <summary>Past the end of what there is.</summary>
    OutOfRange = 11,

    /// <summary>The server has no such method.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the server or of the call layer is broken.</summary>
    Internal = 13,

    /// <summary>The server is there but takes no calls, as one that shuts down.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or damaged.</summary>
    DataLoss = 15,

    /// <summary>The caller has not said who it is.</summary>
    Unauthenticated = 16,
}
