//! Serving https: a certificate of one's own, and a connection that shakes hands when first read.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;
use tokio_rustls::{Accept, TlsAcceptor};

/// A certificate with its key.
#[derive(Clone)]
pub struct Identity(TlsAcceptor);

/// Why a certificate cannot be served.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum BadIdentity {
    #[error("this is no PEM file of that kind")]
    Pem(#[from] pem::Error),
    #[error("this is no private key")]
    Key,
    #[error("the certificate cannot be served")]
    Unfit(#[from] rustls::Error),
}

impl Identity {
    /// A chain and its key from two PEM files.
    ///
    /// # Errors
    /// When a file holds nothing of its kind, or the two do not belong together.
    pub fn from_pem(certificates: &[u8], key: &[u8]) -> Result<Identity, BadIdentity> {
        let chain = CertificateDer::pem_slice_iter(certificates).collect::<Result<_, _>>()?;
        Identity::new(chain, PrivateKeyDer::from_pem_slice(key)?)
    }

    /// One certificate and its key in DER.
    ///
    /// # Errors
    /// When one of them cannot be read, or the two do not belong together.
    pub fn from_der(certificate: Vec<u8>, key: Vec<u8>) -> Result<Identity, BadIdentity> {
        let key = PrivateKeyDer::try_from(key).map_err(|_| BadIdentity::Key)?;
        Identity::new(vec![certificate.into()], key)
    }

    fn new(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Identity, BadIdentity> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        Ok(Identity(TlsAcceptor::from(Arc::new(config))))
    }
}

/// What a connection runs over.
pub(crate) enum Wire {
    Plain(TcpStream),
    ShakingHands(Box<Accept<TcpStream>>),
    Secure(Box<TlsStream<TcpStream>>),
    /// The client did not like the certificate, or spoke no TLS.
    Broken,
}

impl Wire {
    pub(crate) fn new(stream: TcpStream, identity: Option<&Identity>) -> Wire {
        match identity {
            Some(Identity(acceptor)) => Wire::ShakingHands(Box::new(acceptor.accept(stream))),
            None => Wire::Plain(stream),
        }
    }

    /// Finishes shaking hands. Doing so here keeps a client that dawdles from holding up others.
    fn poll_open(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Pin<&mut dyn Duplex>>> {
        if let Wire::ShakingHands(accept) = self {
            let shaken = ready!(Pin::new(accept).poll(cx));
            *self = shaken.map_or(Wire::Broken, |stream| Wire::Secure(Box::new(stream)));
        }
        Poll::Ready(match self {
            Wire::Plain(stream) => Ok(Pin::new(stream)),
            Wire::Secure(stream) => Ok(Pin::new(stream.as_mut())),
            Wire::ShakingHands(_) | Wire::Broken => Err(io::ErrorKind::ConnectionAborted.into()),
        })
    }
}

trait Duplex: AsyncRead + AsyncWrite + Unpin {}

impl<T: AsyncRead + AsyncWrite + Unpin> Duplex for T {}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.poll_open(cx))?.poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_open(cx))?.poll_write(cx, data)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_open(cx))?.poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &*self {
            Wire::Plain(_) | Wire::Secure(_) => ready!(self.poll_open(cx))?.poll_shutdown(cx),
            Wire::ShakingHands(_) | Wire::Broken => Poll::Ready(Ok(())),
        }
    }
}
